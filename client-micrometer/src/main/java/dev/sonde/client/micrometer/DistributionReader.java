package dev.sonde.client.micrometer;

import dev.sonde.api.Kind;
import dev.sonde.api.Series;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Optional;

/// Reads timers, summaries and long task timers: count, sum, maximum, buckets and percentiles.
///
/// ```
/// http_requests_seconds_count{uri="/"} 2
/// http_requests_seconds_sum{uri="/"} 0.3
/// http_requests_seconds_max{uri="/"} 0.2
/// http_requests_seconds_bucket{le="0.1",uri="/"} 1
/// http_requests_seconds_bucket{le="+Inf",uri="/"} 2
/// ```
final class DistributionReader implements Reader {
  /// Times are nanoseconds inside Micrometer, and seconds outside.
  static final double NANOS = 1e9;

  private final HistogramSupport meter;
  private final double scale;
  private final Optional<Series> count;
  private final Optional<Series> sum;
  private final Optional<Series> max;
  private final Ladder buckets;
  private final Ladder quantiles;

  private DistributionReader(
      HistogramSupport meter, double scale, Lines lines, Names names, Ladder quantiles) {
    this.meter = meter;
    this.scale = scale;
    this.count = lines.of(names.count(), names.kind());
    this.sum = lines.of(names.sum(), names.kind());
    this.max = lines.of("_max", Kind.GAUGE);
    this.buckets = new Ladder(lines, "_bucket", names.buckets(), "le");
    this.quantiles = quantiles;
  }

  private record Names(String count, String sum, Kind kind, Kind buckets) {}

  /// @param scale what values are divided by
  static Reader of(HistogramSupport meter, double scale, Lines lines) {
    boolean bucketed = meter.takeSnapshot().histogramCounts().length > 0;
    var names =
        new Names("_count", "_sum", bucketed ? Kind.HISTOGRAM : Kind.SUMMARY, Kind.HISTOGRAM);
    return new DistributionReader(meter, scale, lines, names, quantiles(lines, bucketed));
  }

  /// Of tasks that run now: all of it goes up and down.
  static Reader ofActive(HistogramSupport meter, Lines lines) {
    var names = new Names("_active_count", "_duration_sum", Kind.GAUGE, Kind.GAUGE_HISTOGRAM);
    return new DistributionReader(meter, NANOS, lines, names, quantiles(lines, true));
  }

  /// A family has quantiles or buckets, not both.
  private static Ladder quantiles(Lines lines, boolean apart) {
    return apart
        ? new Ladder(lines, "_quantile", Kind.GAUGE, "quantile")
        : new Ladder(lines, "", Kind.SUMMARY, "quantile");
  }

  @Override
  public void read(Outbox out) {
    HistogramSnapshot snapshot = meter.takeSnapshot();
    out.add(count, snapshot.count());
    out.add(sum, snapshot.total() / scale);
    out.add(max, snapshot.max() / scale);
    quantiles(snapshot.percentileValues(), out);
    buckets(snapshot.histogramCounts(), snapshot.count(), out);
  }

  private void quantiles(ValueAtPercentile[] values, Outbox out) {
    for (int i = 0; i < values.length; i++) {
      out.add(quantiles.at(i, values[i].percentile()), values[i].value() / scale);
    }
  }

  private void buckets(CountAtBucket[] below, long all, Outbox out) {
    int finite = 0;
    while (finite < below.length && Double.isFinite(below[finite].bucket())) {
      out.add(buckets.at(finite, below[finite].bucket() / scale), below[finite].count());
      finite++;
    }
    if (below.length > 0) {
      out.add(buckets.at(finite, Double.POSITIVE_INFINITY), all);
    }
  }
}
