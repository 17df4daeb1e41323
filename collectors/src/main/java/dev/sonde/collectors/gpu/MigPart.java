package dev.sonde.collectors.gpu;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a GPU that is used as one of its own (MIG), and the slots of its series.
final class MigPart {
  /// A number of its memory: as what it is recorded, and which one of a whole GPU it is like.
  record Memory(Family family, Figure like) {}

  static final List<Memory> MEMORY =
      List.of(
          new Memory(GpuFamilies.MIG_MEMORY_TOTAL, Figure.MEMORY_TOTAL),
          new Memory(GpuFamilies.MIG_MEMORY_FREE, Figure.MEMORY_FREE),
          new Memory(GpuFamilies.MIG_MEMORY_USED, Figure.MEMORY_USED));

  final long device;

  /// In the order of [#MEMORY].
  final double[] values = new double[MEMORY.size()];

  final @Nullable Slot[] slots = new Slot[MEMORY.size()];
  @Nullable Slot infoSlot;
  private final int index;
  private final String uuid;
  private final String profile;

  /// @param device its handle
  /// @param name such as `NVIDIA H200 MIG 1g.18gb`
  MigPart(int index, long device, String name, String uuid) {
    this.index = index;
    this.device = device;
    this.uuid = uuid;
    this.profile = name.substring(name.lastIndexOf(' ') + 1);
    forget();
  }

  Labels labels(Labels ofGpu) {
    return ofGpu.with(Labels.of("mig", Integer.toString(index), "profile", profile));
  }

  Labels info(Labels ofGpu) {
    return labels(ofGpu).with("uuid", uuid);
  }

  void take(double total, double free, double used) {
    values[0] = total;
    values[1] = free <= total ? free : Double.NaN;
    values[2] = used <= total ? used : Double.NaN;
  }

  void forget() {
    Arrays.fill(values, Double.NaN);
  }

  void forgetSlots() {
    Arrays.fill(slots, null);
    infoSlot = null;
  }
}
