package dev.sonde.client.micrometer;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many values were in each bucket since the start. Safe for many threads; recording costs a
/// search among the bounds and one atomic addition.
final class Buckets {
  private final double[] bounds;

  /// Of each bucket on its own; the last is for what lies above all bounds.
  private final AtomicLongArray counts;

  /// @param bounds ascending and finite; none for no histogram at all
  Buckets(double... bounds) {
    this.bounds = bounds.clone();
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  /// Those that somebody wants: bounds of his own, and Micrometer's for percentiles.
  static Buckets of(DistributionStatisticConfig config) {
    return config.isPublishingHistogram()
        ? new Buckets(
            config.getHistogramBuckets(true).stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray())
        : new Buckets();
  }

  /// What is left to Micrometer's own histogram: percentiles of a window of time. Its buckets,
  /// which are those of that window, are left out.
  static DistributionStatisticConfig windowed(DistributionStatisticConfig config) {
    return DistributionStatisticConfig.builder()
        .percentilesHistogram(false)
        .serviceLevelObjectives()
        .build()
        .merge(config);
  }

  void record(double value) {
    if (bounds.length > 0) {
      int at = Arrays.binarySearch(bounds, value);
      counts.incrementAndGet(at < 0 ? -at - 1 : at);
    }
  }

  /// A snapshot with these in it; its count is theirs, so that no bucket holds more.
  HistogramSnapshot in(HistogramSnapshot windowed) {
    if (bounds.length == 0) {
      return windowed;
    }
    var below = new CountAtBucket[bounds.length];
    long sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      sum += counts.get(i);
      below[i] = new CountAtBucket(bounds[i], sum);
    }
    return new HistogramSnapshot(
        sum + counts.get(bounds.length),
        windowed.total(),
        windowed.max(),
        windowed.percentileValues(),
        below,
        windowed::outputSummary);
  }
}
