package dev.sonde.bench.targets;

import java.util.SplittableRandom;

/// How a value moves from one page to the next.
enum Motion {
  STILL,
  /// Whole numbers, few at a time.
  SLOW,
  /// Whole numbers, many at a time.
  FAST,
  /// Seconds in hundredths, as a kernel counts them.
  HUNDREDTHS,
  /// A sum of measured times: all the digits a double has.
  SUM,
  /// Bytes in pages of 4 KiB.
  BYTES,
  RATIO,
  /// A small whole number.
  LEVEL,
  /// Seconds since 1970 of something that happens now and then.
  INSTANT,
  /// One of the values of a histogram: see [Histogram].
  HISTOGRAM;

  private static final double PAGE_BYTES = 4096;

  double first(SplittableRandom random) {
    return switch (this) {
      case STILL -> random.nextInt(3) == 0 ? 0 : random.nextInt(1 << random.nextInt(1, 31));
      case SLOW, FAST -> random.nextInt(1 << random.nextInt(1, 31));
      case HUNDREDTHS -> random.nextInt(1 << 28) / 100.0;
      case BYTES -> random.nextInt(1 << 18) * PAGE_BYTES;
      case INSTANT -> 1_790_000_000.0 + random.nextInt(1_000_000) / 1_000.0;
      case SUM, RATIO, LEVEL, HISTOGRAM -> 0;
    };
  }

  double next(double value, SplittableRandom random) {
    return switch (this) {
      case STILL, HISTOGRAM -> value;
      case SLOW -> value + Math.max(0, random.nextInt(8) - 4);
      case FAST -> value + Math.max(0, random.nextInt(96) - 32);
      case HUNDREDTHS -> Math.round(value * 100 + random.nextInt(100)) / 100.0;
      case SUM -> value + random.nextDouble() / 10;
      case BYTES ->
          random.nextInt(2) == 0
              ? value
              : Math.max(0, Math.floor(value / PAGE_BYTES) + random.nextInt(-64, 65)) * PAGE_BYTES;
      case RATIO -> random.nextDouble();
      case LEVEL -> random.nextInt(4) == 0 ? random.nextInt(16) : value;
      case INSTANT -> random.nextInt(20) == 0 ? value + random.nextInt(1, 60_000) / 1_000.0 : value;
    };
  }
}
