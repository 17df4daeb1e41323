package dev.sonde.it.history;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.SplittableRandom;

/// Series that move as those of a host do, the same at every run.
///
/// Of twenty, five stand still, four are fast counters of whole numbers, two slow ones, one counts
/// seconds in hundredths, four are percents and one is a load, in hundredths, one is milliseconds
/// in thousandths, one is bytes in pages of 4 KiB, one is a temperature in tenths.
final class HostSeries {
  /// Series of one name.
  static final int DEVICES = 10;

  private static final int KINDS = 20;
  private static final double TENTHS = 10;
  private static final double HUNDREDTHS = 100;
  private static final double THOUSANDTHS = 1000;
  private static final double PAGE_BYTES = 4096;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Series[] series;
  private final double[] values;

  HostSeries(int count) {
    series = new Series[count];
    values = new double[count];
    for (int i = 0; i < count; i++) {
      var labels = Labels.of("device", "d" + i % DEVICES, "host", "web-1", "job", "host");
      series[i] = new Series("made_up_" + i / DEVICES, labels, i);
      values[i] = random.nextInt(1 << random.nextInt(3, 24));
    }
  }

  int count() {
    return series.length;
  }

  Series series(int number) {
    return series[number];
  }

  /// The next collection.
  ///
  /// @param into cleared first
  void collect(long millis, Batch into) {
    into.clear();
    for (int i = 0; i < series.length; i++) {
      values[i] = moved(i % KINDS, i / KINDS, values[i]);
      into.add(series[i], millis, values[i]);
    }
  }

  private double moved(int kind, int step, double value) {
    return switch (kind) {
      case 0, 1, 2, 3, 4 -> value;
      case 5, 6, 7, 8 -> value + random.nextInt(1 << (4 + step % 14));
      case 9, 10 -> value + (random.nextInt(50) == 0 ? 1 : 0);
      case 11 -> rounded(value + random.nextInt(500) / HUNDREDTHS, HUNDREDTHS);
      case 12, 13, 14, 15 -> rounded(value * 0.9 + random.nextDouble() * 5, HUNDREDTHS);
      case 16 -> rounded(value * 0.98 + random.nextDouble() * 0.05, HUNDREDTHS);
      case 17 -> rounded(random.nextDouble() * 20, THOUSANDTHS);
      case 18 -> Math.max(0, value + PAGE_BYTES * random.nextInt(-200, 201));
      default -> rounded(45 + random.nextInt(20) / TENTHS, TENTHS);
    };
  }

  private static double rounded(double value, double parts) {
    return Math.rint(value * parts) / parts;
  }
}
