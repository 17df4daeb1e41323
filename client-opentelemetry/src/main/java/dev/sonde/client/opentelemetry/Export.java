package dev.sonde.client.opentelemetry;

import dev.sonde.api.Histogram;
import dev.sonde.api.Series;
import dev.sonde.client.Receipt;
import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Refused;
import dev.sonde.wire.otlp.DeltaTotals.Total;
import dev.sonde.wire.otlp.ExponentialBuckets;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One export: makes samples of points, the same ones as the hub's receiver for OTLP. For one
/// thread, once.
final class Export {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Adds the samples of one point.
  private interface Adding<P> {
    /// @return what is wrong with the point; empty when it is added
    String add(PointSeries to, P point);
  }

  private final KnownMetrics known;
  private final Deltas deltas;
  private final Parts out;
  private final Problems problems;
  private final Map<Resource, Long> newest = new LinkedHashMap<>();
  private boolean delta;
  private long time;

  Export(KnownMetrics known, Deltas deltas, Parts out, Problems problems) {
    this.known = known;
    this.deltas = deltas;
    this.out = out;
    this.problems = problems;
  }

  /// Takes all of them, and hands in what there is.
  Receipt take(Collection<MetricData> metrics) {
    for (MetricData each : metrics) {
      delta = temporality(each) == AggregationTemporality.DELTA;
      take(each);
    }
    newest.forEach(this::target);
    return out.end();
  }

  private static AggregationTemporality temporality(MetricData data) {
    return switch (data.getType()) {
      case LONG_GAUGE, DOUBLE_GAUGE, SUMMARY -> AggregationTemporality.CUMULATIVE;
      case LONG_SUM -> data.getLongSumData().getAggregationTemporality();
      case DOUBLE_SUM -> data.getDoubleSumData().getAggregationTemporality();
      case HISTOGRAM -> data.getHistogramData().getAggregationTemporality();
      case EXPONENTIAL_HISTOGRAM -> data.getExponentialHistogramData().getAggregationTemporality();
    };
  }

  private void take(MetricData data) {
    switch (data.getType()) {
      case LONG_GAUGE ->
          points(data, data.getLongGaugeData().getPoints(), (to, p) -> number(to, p, p.getValue()));
      case DOUBLE_GAUGE ->
          points(
              data, data.getDoubleGaugeData().getPoints(), (to, p) -> number(to, p, p.getValue()));
      case LONG_SUM ->
          points(data, data.getLongSumData().getPoints(), (to, p) -> number(to, p, p.getValue()));
      case DOUBLE_SUM ->
          points(data, data.getDoubleSumData().getPoints(), (to, p) -> number(to, p, p.getValue()));
      case SUMMARY -> points(data, data.getSummaryData().getPoints(), this::summary);
      case HISTOGRAM -> points(data, data.getHistogramData().getPoints(), this::histogram);
      case EXPONENTIAL_HISTOGRAM ->
          points(data, data.getExponentialHistogramData().getPoints(), this::exponential);
    }
  }

  private <P extends PointData> void points(
      MetricData data, Collection<P> points, Adding<P> adding) {
    KnownMetrics.Metric metric = known.metric(data);
    for (P each : points) {
      if (out.isRefused() && !delta) {
        return;
      }
      String flaw = flaw(metric, each, adding);
      if (flaw.isEmpty()) {
        newest.merge(data.getResource(), time, Math::max);
      } else {
        problems.add(data.getName(), flaw);
      }
      out.pointEnds();
    }
  }

  /// Data may be anybody's: what can't be read is one point, and not the whole export.
  private <P extends PointData> String flaw(KnownMetrics.Metric metric, P point, Adding<P> adding) {
    try {
      return point(metric.point(point.getAttributes()), point, adding);
    } catch (RuntimeException broken) {
      return "it can't be read: " + broken;
    }
  }

  private <P extends PointData> String point(PointSeries to, P point, Adding<P> adding) {
    if (!to.flaw().isEmpty()) {
      return to.flaw();
    }
    time = millis(point.getEpochNanos());
    int before = out.leftOut();
    String flaw = time == 0 ? "it has no time" : adding.add(to, point);
    return out.leftOut() > before ? "its time is one that no hub takes" : flaw;
  }

  private static long millis(long nanos) {
    return Long.divideUnsigned(nanos, NANOS_PER_MILLI);
  }

  private String number(PointSeries to, PointData point, double value) {
    if (delta && !Double.isFinite(value)) {
      return "a delta is no number that could be added";
    }
    return switch (total(to, point, "number", new double[] {value})) {
      case Refused<double[]>(String reason) -> grown(reason);
      case Added<double[]>(double[] total) -> {
        out.add(to.only(), total[0], time);
        point.getExemplars().forEach(each -> out.attach(Exemplars.of(each)));
        yield "";
      }
    };
  }

  private Total<double[]> total(PointSeries to, PointData point, Object meaning, double[] numbers) {
    return delta ? deltas.add(to, point, meaning, numbers) : new Added<>(numbers);
  }

  private static String grown(String reason) {
    return "what it grew by can't be added: " + reason;
  }

  private String summary(PointSeries to, SummaryPointData point) {
    List<ValueAtQuantile> values = point.getValues();
    List<Double> quantiles = values.stream().map(ValueAtQuantile::getQuantile).toList();
    if (!quantiles.stream().allMatch(each -> each >= 0 && each <= 1)) {
      return "a quantile is not between 0 and 1";
    }
    List<Series> series = to.quantiles(quantiles);
    for (int i = 0; i < values.size(); i++) {
      out.add(series.get(i), values.get(i).getValue(), time);
    }
    out.add(series.get(values.size()), point.getCount(), time);
    out.add(series.get(values.size() + 1), point.getSum(), time);
    return "";
  }

  private String histogram(PointSeries to, HistogramPointData point) {
    String flaw = ClassicPoint.flaw(point);
    if (!flaw.isEmpty()) {
      return flaw;
    }
    return switch (total(to, point, point.getBoundaries(), ClassicPoint.numbers(point))) {
      case Refused<double[]>(String reason) -> grown(reason);
      case Added<double[]>(double[] total) -> {
        buckets(to.buckets(point.getBoundaries()), point, total);
        yield "";
      }
    };
  }

  private void buckets(List<Series> series, HistogramPointData point, double[] numbers) {
    int buckets = series.size() - 2;
    double inside = 0;
    for (int i = 0; i < buckets; i++) {
      inside += numbers[i];
      out.add(series.get(i), inside, time);
      for (ExemplarData each : point.getExemplars()) {
        if (ClassicPoint.bucket(point.getBoundaries(), Exemplars.value(each)) == i) {
          out.attach(Exemplars.of(each));
        }
      }
    }
    out.add(series.get(buckets), numbers[buckets], time);
    out.add(series.get(buckets + 1), numbers[buckets + 1], time);
  }

  private String exponential(PointSeries to, ExponentialHistogramPointData point) {
    ExponentialBuckets buckets = buckets(point);
    String flaw = buckets.flaw();
    if (!flaw.isEmpty()) {
      return flaw;
    }
    Histogram made = buckets.histogram();
    return switch (delta ? deltas.add(to, point, made) : new Added<>(made)) {
      case Refused<Histogram>(String reason) -> grown(reason);
      case Added<Histogram>(Histogram total) -> {
        out.add(to.only(), total.count(), time);
        out.attach(total);
        point.getExemplars().forEach(each -> out.attach(Exemplars.of(each)));
        yield "";
      }
    };
  }

  /// The SDK has no width of the bucket of zero.
  private static ExponentialBuckets buckets(ExponentialHistogramPointData point) {
    var buckets = new ExponentialBuckets(point.getScale(), 0);
    buckets.counts(point.getCount(), point.getSum(), point.getZeroCount());
    ExponentialHistogramBuckets above = point.getPositiveBuckets();
    buckets.positive(above.getOffset(), ClassicPoint.numbers(above.getBucketCounts()));
    ExponentialHistogramBuckets below = point.getNegativeBuckets();
    buckets.negative(below.getOffset(), ClassicPoint.numbers(below.getBucketCounts()));
    return buckets;
  }

  private void target(Resource resource, long millis) {
    known
        .target(resource)
        .filter(_ -> !out.isRefused())
        .ifPresent(to -> {
          if (to.flaw().isEmpty()) {
            out.add(to.only(), 1, millis);
          } else {
            problems.add(to.name(), to.flaw());
          }
        });
  }
}
