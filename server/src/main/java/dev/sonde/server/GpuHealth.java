package dev.sonde.server;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// How a GPU is doing, by the rules of the live metrics service: the worst that holds, and of
/// several equally bad the first.
///
/// @param level how bad it is
/// @param error what it is
/// @param message a sentence for people; empty when all is well
record GpuHealth(Level level, Fault error, String message) {
  private static final double HOT = 83;
  private static final double TOO_HOT = 85;
  private static final double FULL = 85;
  private static final double TOO_FULL = 92;
  private static final double STALLED_SECONDS = 30;

  /// How bad it is.
  enum Level {
    HEALTHY,
    WARNING,
    CRITICAL,
    ERROR
  }

  /// What can be wrong.
  enum Fault {
    NONE,
    OUT_OF_MEMORY,
    GPU_HANG,
    THERMAL_THROTTLING,
    POWER_LIMIT,
    ECC_ERROR,
    UNKNOWN_ERROR
  }

  private static final Comparator<GpuHealth> WORSE = Comparator.comparing(GpuHealth::level);
  private static final GpuHealth WELL = new GpuHealth(Level.HEALTHY, Fault.NONE, "");

  static GpuHealth of(GpuView gpu) {
    if (!gpu.isUp()) {
      return new GpuHealth(Level.ERROR, Fault.UNKNOWN_ERROR, "the GPU does not answer");
    }
    return Stream.of(
            temperature(gpu), memory(gpu), hang(gpu), throttling(gpu), power(gpu), ecc(gpu))
        .flatMap(Optional::stream)
        .reduce((first, next) -> WORSE.compare(next, first) > 0 ? next : first)
        .orElse(WELL);
  }

  /// A word as the JSON has it.
  static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<GpuHealth> temperature(GpuView gpu) {
    double celsius = gpu.figure(GpuFigure.TEMPERATURE).orElse(0);
    Level level = celsius >= TOO_HOT ? Level.CRITICAL : Level.WARNING;
    return fault(celsius >= HOT, level, Fault.THERMAL_THROTTLING, tenths(celsius) + " °C");
  }

  private static Optional<GpuHealth> memory(GpuView gpu) {
    double percent = memoryPercent(gpu).orElse(0);
    Level level = percent >= TOO_FULL ? Level.CRITICAL : Level.WARNING;
    String words = tenths(percent) + " % of the memory is taken";
    return fault(percent >= FULL, level, Fault.OUT_OF_MEMORY, words);
  }

  private static Optional<GpuHealth> hang(GpuView gpu) {
    double seconds = gpu.figure(GpuFigure.STALLED).orElse(0);
    String words = "busy for " + Math.round(seconds) + " s without touching its memory";
    return fault(seconds >= STALLED_SECONDS, Level.CRITICAL, Fault.GPU_HANG, words);
  }

  private static Optional<GpuHealth> throttling(GpuView gpu) {
    boolean hot = is(gpu, GpuFigure.THERMAL) || is(gpu, GpuFigure.HARDWARE_THERMAL);
    return fault(hot, Level.WARNING, Fault.THERMAL_THROTTLING, "slowed down because it is hot");
  }

  private static Optional<GpuHealth> power(GpuView gpu) {
    boolean braked = is(gpu, GpuFigure.POWER_BRAKE);
    return fault(braked, Level.WARNING, Fault.POWER_LIMIT, "slowed down by the power supply");
  }

  private static Optional<GpuHealth> ecc(GpuView gpu) {
    long errors = Math.round(gpu.figure(GpuFigure.UNCORRECTED).orElse(0));
    String words = errors + " memory errors could not be corrected since the driver was loaded";
    return fault(errors > 0, Level.WARNING, Fault.ECC_ERROR, words);
  }

  /// Memory taken as part of all there is.
  static OptionalDouble memoryPercent(GpuView gpu) {
    OptionalDouble total = gpu.figure(GpuFigure.MEMORY_TOTAL);
    OptionalDouble used = gpu.figure(GpuFigure.MEMORY_USED);
    return total.isPresent() && used.isPresent()
        ? OptionalDouble.of(used.getAsDouble() / total.getAsDouble() * 100)
        : OptionalDouble.empty();
  }

  private static boolean is(GpuView gpu, GpuFigure which) {
    return gpu.figure(which).orElse(0) == 1;
  }

  private static Optional<GpuHealth> fault(
      boolean holds, Level level, Fault fault, String message) {
    return holds ? Optional.of(new GpuHealth(level, fault, message)) : Optional.empty();
  }

  private static double tenths(double value) {
    return Math.rint(value * 10) / 10;
  }
}
