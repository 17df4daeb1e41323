package dev.sonde.bench.targets;

import java.util.SplittableRandom;

/// Buckets, sum and count, which stand one after the other among the values of an application.
final class Histogram {
  /// How each is written; the last one is without end.
  static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "0.75", "1.5", "2.5", "7.5", "+Inf"
  };

  /// Samples of one.
  static final int SIZE = BOUNDS.length + 2;

  private static final int LAST = BOUNDS.length - 1;
  private static final double[] LIMITS = new double[LAST];
  private static final double MEDIAN_SECONDS = 0.02;
  private static final int MOST_PAST = 10_000;
  private static final int BUSIEST = 24;

  static {
    for (int i = 0; i < LAST; i++) {
      LIMITS[i] = Double.parseDouble(BOUNDS[i]);
    }
  }

  private Histogram() {}

  /// What happened before the first page.
  static void start(double[] values, int from, int number, SplittableRandom random) {
    for (int i = 0; i < 10; i++) {
      move(values, from, number, random);
    }
    double past = 1 + random.nextInt(MOST_PAST);
    for (int i = from; i < from + SIZE; i++) {
      values[i] *= past;
    }
  }

  /// What happened since the last page. Some are idle, some busy.
  ///
  /// @param from where the first bucket stands
  static void move(double[] values, int from, int number, SplittableRandom random) {
    int busy = number % 2 == 0 ? 0 : random.nextInt(BUSIEST);
    for (int i = 0; i < busy; i++) {
      observe(values, from, MEDIAN_SECONDS * Math.exp(1.5 * random.nextGaussian()));
    }
  }

  private static void observe(double[] values, int from, double seconds) {
    values[from + LAST]++;
    for (int i = LAST - 1; i >= 0 && seconds <= LIMITS[i]; i--) {
      values[from + i]++;
    }
    values[from + LAST + 1] += seconds;
    values[from + LAST + 2]++;
  }
}
