package dev.sonde.collectors.gpu;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;

/// One number of a GPU: the series it is, and which values can be true. Everything that any source
/// reads goes through these bounds, so a sentinel such as 4294967295 never leaves.
@SuppressWarnings("ImmutableEnumChecker") // Family and Labels never change
enum Figure {
  UTILIZATION(GpuFamilies.UTILIZATION, 0, 100),
  MEMORY_UTILIZATION(GpuFamilies.MEMORY_UTILIZATION, 0, 100),
  MEMORY_TOTAL(GpuFamilies.MEMORY_TOTAL, 1, Most.BYTES),
  MEMORY_USED(GpuFamilies.MEMORY_USED, 0, Most.BYTES),
  MEMORY_FREE(GpuFamilies.MEMORY_FREE, 0, Most.BYTES),
  MEMORY_RESERVED(GpuFamilies.MEMORY_RESERVED, 0, Most.BYTES),
  /// A chip that works is neither at 0 °C, which drivers show for a sensor they can't read, nor
  /// above 125.
  TEMPERATURE(GpuFamilies.TEMPERATURE, 1, 125),
  POWER_USAGE(GpuFamilies.POWER_USAGE, 1, Most.MILLIWATTS),
  POWER_LIMIT(GpuFamilies.POWER_LIMIT, 1, Most.MILLIWATTS),
  ENERGY(GpuFamilies.ENERGY, 0, Most.COUNT),
  FAN(GpuFamilies.FAN, 0, 100),
  CLOCK_SM(GpuFamilies.CLOCK_SM, 0, Most.MEGAHERTZ),
  CLOCK_MEMORY(GpuFamilies.CLOCK_MEMORY, 0, Most.MEGAHERTZ),
  CLOCK_GRAPHICS(GpuFamilies.CLOCK_GRAPHICS, 0, Most.MEGAHERTZ),
  ENCODER(GpuFamilies.ENCODER, 0, 100),
  DECODER(GpuFamilies.DECODER, 0, 100),
  PCIE_SENT(GpuFamilies.PCIE_SENT, 0, Most.LINK),
  PCIE_RECEIVED(GpuFamilies.PCIE_RECEIVED, 0, Most.LINK),
  PCIE_GENERATION(GpuFamilies.PCIE_GENERATION, 1, 15),
  PCIE_WIDTH(GpuFamilies.PCIE_WIDTH, 1, 32),
  PERFORMANCE_STATE(GpuFamilies.PERFORMANCE_STATE, 0, 15),
  THROTTLED_POWER_CAP("power_cap", 0x4),
  THROTTLED_HARDWARE("hardware", 0x8),
  THROTTLED_SYNC_BOOST("sync_boost", 0x10),
  THROTTLED_THERMAL("thermal", 0x20),
  THROTTLED_HARDWARE_THERMAL("hardware_thermal", 0x40),
  THROTTLED_POWER_BRAKE("power_brake", 0x80),
  ECC_CORRECTED(GpuFamilies.ECC_ERRORS, "type", "corrected", 0, Most.COUNT, 0),
  ECC_UNCORRECTED(GpuFamilies.ECC_ERRORS, "type", "uncorrected", 0, Most.COUNT, 0),
  STALLED(GpuFamilies.STALLED, 0, Most.COUNT);

  private static final class Most {
    private static final double BYTES = 1L << 44;
    private static final double MILLIWATTS = 10_000_000;
    private static final double MEGAHERTZ = 100_000;
    private static final double LINK = 1L << 40;
    private static final double COUNT = 1L << 53;
  }

  private static final Figure[] ALL = values();

  final Family family;
  private final Labels own;
  private final double least;
  private final double most;
  private final long bit;

  Figure(Family family, double least, double most) {
    this(family, "", "", least, most, 0);
  }

  Figure(String reason, long bit) {
    this(GpuFamilies.THROTTLED, "reason", reason, 0, 1, bit);
  }

  Figure(Family family, String label, String value, double least, double most, long bit) {
    this.family = family;
    this.own = label.isEmpty() ? Labels.NONE : Labels.of(label, value);
    this.least = least;
    this.most = most;
    this.bit = bit;
  }

  /// How many there are.
  static int count() {
    return ALL.length;
  }

  /// The one at this place, without a copy of them all.
  static Figure at(int place) {
    return ALL[place];
  }

  /// Its place in arrays, which make no garbage as maps would.
  @SuppressWarnings("EnumOrdinal") // these arrays live no longer than the program
  int place() {
    return ordinal();
  }

  /// Can the value be true?
  boolean allows(double value) {
    return value >= least && value <= most;
  }

  /// The labels of its series on a GPU with these.
  Labels labels(Labels ofGpu) {
    return ofGpu.with(own);
  }

  /// Its words for people: the metric's name without what all have, and its own label.
  String words() {
    String name = family.name().substring("system_gpu_".length()).replace('_', ' ');
    return own.isEmpty() ? name : name + " " + own.map().values().iterator().next();
  }

  /// Writes which of the reasons a mask names; those it does not name are 0.
  static void throttle(long mask, double[] values) {
    for (Figure each : ALL) {
      if (each.bit != 0) {
        values[each.place()] = (mask & each.bit) == 0 ? 0 : 1;
      }
    }
  }
}
