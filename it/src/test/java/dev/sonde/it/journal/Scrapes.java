package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/// What scraping a number of like targets gives, with values that move as those of real pages do.
///
/// Of twenty series, nine stand still, six are counters of whole numbers, one counts seconds in
/// hundredths, two are bytes in pages of 4 KiB, one is a ratio and one a small whole number. Safe
/// for many threads when each has its own targets.
final class Scrapes {
  private static final int KINDS = 20;
  private static final int STILL = 9;
  private static final int COUNTERS = 15;
  private static final double PAGE_BYTES = 4096;

  private final SplittableRandom[] randoms;
  private final Series[][] series;
  private final double[][] values;

  /// @param each how many samples one scrape of one target has
  Scrapes(int targets, int each, IntSupplier indexes) {
    series = new Series[targets][each];
    values = new double[targets][each];
    randoms = new SplittableRandom[targets];
    for (int target = 0; target < targets; target++) {
      randoms[target] = new SplittableRandom(target);
      for (int i = 0; i < each; i++) {
        series[target][i] =
            new Series("sonde_test_metric_" + i / 4, labels(target, i), indexes.getAsInt());
        values[target][i] = randoms[target].nextInt(1 << randoms[target].nextInt(1, 31));
      }
    }
  }

  private static Labels labels(int target, int i) {
    return Labels.of(
        "job",
        "app",
        "instance",
        "app-" + target + ":9100",
        "device",
        "disk" + i % 4,
        "mode",
        "read");
  }

  int targets() {
    return series.length;
  }

  /// One scrape of one target, a little after the last one.
  ///
  /// @param into cleared first
  void scrape(int target, long millis, Batch into) {
    into.clear();
    for (int i = 0; i < series[target].length; i++) {
      values[target][i] = moved(i % KINDS, values[target][i], randoms[target]);
      into.add(series[target][i], millis, values[target][i]);
    }
  }

  private static double moved(int kind, double value, SplittableRandom random) {
    if (kind < STILL) {
      return value;
    }
    if (kind < COUNTERS) {
      return value + random.nextInt(1 << ((kind - STILL) * 2));
    }
    return switch (kind) {
      case COUNTERS -> Math.round((value + random.nextInt(100) / 100.0) * 100) / 100.0;
      case COUNTERS + 1, COUNTERS + 2 ->
          Math.max(0, Math.floor(value / PAGE_BYTES) + random.nextInt(-64, 65)) * PAGE_BYTES;
      case COUNTERS + 3 -> random.nextDouble();
      default -> random.nextInt(16);
    };
  }
}
