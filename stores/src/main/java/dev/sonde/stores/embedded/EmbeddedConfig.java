package dev.sonde.stores.embedded;

import dev.sonde.api.Settings;
import java.time.Duration;

/// What can be chosen about `embedded`.
///
/// @param retention how long samples stay as they came
/// @param thinnedRetention how long one for each five minutes stays; zero for not at all
/// @param maxSize bytes of history at which the oldest goes
public record EmbeddedConfig(Duration retention, Duration thinnedRetention, long maxSize) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final long SMALLEST = 16L << 20;
  private static final long LARGEST = 1L << 50;

  /// What stands when nothing is written.
  public static final EmbeddedConfig STANDARD =
      new EmbeddedConfig(Duration.ofDays(7), Duration.ofDays(90), 10L << 30);

  static EmbeddedConfig read(Settings settings) {
    var config =
        new EmbeddedConfig(
            settings.duration(
                "retention",
                STANDARD.retention,
                Duration.ofHours(1),
                LONGEST,
                "How long samples stay as they came."),
            settings.duration(
                "thinned_retention",
                STANDARD.thinnedRetention,
                Duration.ZERO,
                LONGEST,
                "How long one for each five minutes stays; 0 for not at all."),
            settings.size(
                "max_size",
                STANDARD.maxSize,
                SMALLEST,
                LARGEST,
                "Bytes of history at which the oldest goes, whatever its age."));
    if (config.thins() && config.thinnedRetention.compareTo(config.retention) <= 0) {
      settings.problem("thinned_retention", "is not longer than retention; write 0 or more days");
    }
    return config;
  }

  boolean thins() {
    return thinnedRetention.isPositive();
  }

  long oldest(long now) {
    return now - retention.toMillis();
  }

  /// The same for thinned-out samples.
  long oldestThin(long now) {
    return now - Math.max(retention.toMillis(), thinnedRetention.toMillis());
  }

  static long ahead(long now) {
    return now + DAY.toMillis();
  }
}
