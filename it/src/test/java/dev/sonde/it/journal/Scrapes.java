package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/// What scraping a number of like targets gives, with values that move as those of real pages do.
///
/// Of twenty series, nine stand still, six are counters of whole numbers, one counts seconds in
/// hundredths, two are bytes in pages of 4 KiB, one is a ratio and one a small whole number. Safe
/// for many threads when each has its own targets.
final class Scrapes {
  /// Samples of one scrape of one target.
  static final int EACH = 551;

  private static final int KINDS = 20;
  private static final int STILL = 9;
  private static final int COUNTERS = 15;
  private static final double PAGE_BYTES = 4096;

  private static final String NAME = "sonde_test_metric_";
  private static final String INSTANCE = "app-";
  private static final int DEVICES = 4;

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
        series[target][i] = new Series(NAME + i / DEVICES, labels(target, i), indexes.getAsInt());
        values[target][i] = randoms[target].nextInt(1 << randoms[target].nextInt(1, 31));
      }
    }
  }

  private static Labels labels(int target, int i) {
    return Labels.of(
        "job",
        "app",
        "instance",
        INSTANCE + target + ":9100",
        "device",
        "disk" + i % DEVICES,
        "mode",
        "read");
  }

  /// Which one it is, from its name and labels alone: each number is that of one series.
  static int number(Series of) {
    int target = digits(label(of, "instance"), INSTANCE.length());
    int device = digits(label(of, "device"), "disk".length());
    return target * EACH + digits(of.name(), NAME.length()) * DEVICES + device;
  }

  private static String label(Series of, String name) {
    return Objects.requireNonNull(of.labels().value(name));
  }

  private static int digits(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
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
