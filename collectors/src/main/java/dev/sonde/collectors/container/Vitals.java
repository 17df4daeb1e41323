package dev.sonde.collectors.container;

import java.util.Arrays;

/// The numbers of one container in one run, from whatever source; NaN is what is absent. Mutable,
/// so that a run allocates nothing.
@SuppressWarnings("EnumOrdinal") // an array by vital, made and read in one process
final class Vitals {
  private final double[] values = new double[Vital.count()];
  final Parts network = new Parts(PartKind.NETWORK);
  final Parts devices = new Parts(PartKind.DEVICE);
  private long cpuNanos;

  void clear() {
    Arrays.fill(values, Double.NaN);
    network.clear();
    devices.clear();
    cpuNanos = 0;
  }

  void set(Vital vital, double value) {
    values[vital.ordinal()] = value;
  }

  void add(Vital vital, double value) {
    double before = of(vital);
    set(vital, Double.isNaN(before) ? value : before + value);
  }

  double of(Vital vital) {
    return values[vital.ordinal()];
  }

  double of(int index) {
    return values[index];
  }

  /// CPU time, and when it was read on some monotonic clock.
  void cpu(double seconds, long nanos) {
    set(Vital.CPU_SECONDS, seconds);
    cpuNanos = nanos;
  }

  long cpuNanos() {
    return cpuNanos;
  }
}
