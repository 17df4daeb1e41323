package dev.sonde.collectors.gpu;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what GPUs showed to a recorder: what can be true, and nothing else.
final class Report {
  private final Recorder out;

  Report(Recorder out) {
    this.out = out;
  }

  /// A GPU that answered, with all that it showed.
  void record(Gpu gpu) {
    standing(gpu);
    for (int i = 0; i < gpu.values.length; i++) {
      figure(gpu, Figure.at(i));
    }
    List<Holders.Holder> holders = gpu.holders.all();
    for (int i = 0; i < holders.size(); i++) {
      holder(gpu, holders.get(i));
    }
    List<MigPart> parts = gpu.parts;
    for (int i = 0; i < parts.size(); i++) {
      part(gpu, parts.get(i));
    }
  }

  /// A GPU of which nothing is known but that it is there.
  void lost(Gpu gpu) {
    gpu.upSlot = record(gpu.upSlot, gpu, GpuFamilies.UP, 0);
  }

  void absent(String what, String why) {
    out.absent(what, why);
  }

  private void standing(Gpu gpu) {
    gpu.upSlot = record(gpu.upSlot, gpu, GpuFamilies.UP, gpu.up ? 1 : 0);
    if (gpu.up) {
      Slot info = gpu.infoSlot;
      if (info == null) {
        info = out.slot(GpuFamilies.INFO, gpu.identity.info(gpu.number()));
        gpu.infoSlot = info;
      }
      out.record(info, 1);
    }
  }

  private Slot record(@Nullable Slot known, Gpu gpu, Family family, double value) {
    Slot slot = known == null ? out.slot(family, labels(gpu)) : known;
    out.record(slot, value);
    return slot;
  }

  private void figure(Gpu gpu, Figure figure) {
    int at = figure.place();
    String problem = gpu.problems[at];
    double value = gpu.values[at];
    if (figure.allows(value)) {
      Slot slot = gpu.slots[at];
      if (slot == null) {
        slot = out.slot(figure.family, figure.labels(labels(gpu)));
        gpu.slots[at] = slot;
      }
      out.record(slot, value);
    } else if (!Double.isNaN(value)) {
      absent(words(gpu, figure), "what the driver shows can't be true: " + value);
    } else if (problem != null) {
      absent(words(gpu, figure), problem);
    }
  }

  private void holder(Gpu gpu, Holders.Holder of) {
    if (Figure.MEMORY_USED.allows(of.bytes) && of.bytes > 0) {
      Slot slot = of.slot;
      if (slot == null) {
        Labels own = Labels.of("pid", Integer.toUnsignedString(of.pid), "process", of.process);
        slot = out.slot(GpuFamilies.PROCESS_MEMORY, labels(gpu).with(own));
        of.slot = slot;
      }
      out.record(slot, of.bytes);
    }
  }

  private void part(Gpu gpu, MigPart part) {
    Slot info = part.infoSlot;
    if (info == null) {
      info = out.slot(GpuFamilies.MIG_INFO, part.info(labels(gpu)));
      part.infoSlot = info;
    }
    out.record(info, 1);
    for (int i = 0; i < MigPart.MEMORY.size(); i++) {
      MigPart.Memory memory = MigPart.MEMORY.get(i);
      if (memory.like().allows(part.values[i])) {
        Slot slot = part.slots[i];
        if (slot == null) {
          slot = out.slot(memory.family(), part.labels(labels(gpu)));
          part.slots[i] = slot;
        }
        out.record(slot, part.values[i]);
      }
    }
  }

  private static Labels labels(Gpu gpu) {
    return gpu.identity.labels(gpu.number());
  }

  private static String words(Gpu gpu, Figure figure) {
    return "gpu " + gpu.number() + " " + figure.words();
  }
}
