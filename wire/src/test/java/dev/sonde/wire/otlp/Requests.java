package dev.sonde.wire.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.stream.LongStream;

/// Requests as OpenTelemetry's own classes write them.
final class Requests {
  private static final long NOW_NANOS = 1_790_000_000_000L * 1_000_000;

  private Requests() {}

  static ExportMetricsServiceRequest request(
      Resource resource, InstrumentationScope scope, Metric... metrics) {
    var scoped = ScopeMetrics.newBuilder().setScope(scope).addAllMetrics(List.of(metrics));
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scoped))
        .build();
  }

  static Resource resource(String... attributes) {
    var resource = Resource.newBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      resource.addAttributes(attribute(attributes[i], attributes[i + 1]));
    }
    return resource.build();
  }

  static InstrumentationScope scope(String name, String version, String... attributes) {
    var scope = InstrumentationScope.newBuilder().setName(name).setVersion(version);
    for (int i = 0; i < attributes.length; i += 2) {
      scope.addAttributes(attribute(attributes[i], attributes[i + 1]));
    }
    return scope.build();
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static Metric gauge(String name, String unit, NumberDataPoint... points) {
    return metric(name, unit)
        .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
        .build();
  }

  static Metric sum(
      String name,
      String unit,
      boolean monotonic,
      AggregationTemporality temporality,
      NumberDataPoint... points) {
    return metric(name, unit)
        .setSum(
            Sum.newBuilder()
                .addAllDataPoints(List.of(points))
                .setIsMonotonic(monotonic)
                .setAggregationTemporality(temporality))
        .build();
  }

  static Metric histogram(
      String name, String unit, AggregationTemporality temporality, HistogramDataPoint point) {
    return metric(name, unit)
        .setHistogram(
            Histogram.newBuilder().addDataPoints(point).setAggregationTemporality(temporality))
        .build();
  }

  static Metric exponentialHistogram(
      String name,
      String unit,
      AggregationTemporality temporality,
      ExponentialHistogramDataPoint point) {
    return metric(name, unit)
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .addDataPoints(point)
                .setAggregationTemporality(temporality))
        .build();
  }

  static Metric summary(String name, String unit, double quantile, double value) {
    var point =
        SummaryDataPoint.newBuilder()
            .setTimeUnixNano(NOW_NANOS)
            .setCount(4)
            .setSum(9.5)
            .addQuantileValues(
                SummaryDataPoint.ValueAtQuantile.newBuilder()
                    .setQuantile(quantile)
                    .setValue(value));
    return metric(name, unit).setSummary(Summary.newBuilder().addDataPoints(point)).build();
  }

  static NumberDataPoint.Builder timed() {
    return NumberDataPoint.newBuilder().setTimeUnixNano(NOW_NANOS);
  }

  static NumberDataPoint.Builder number(double value) {
    return timed().setAsDouble(value);
  }

  static HistogramDataPoint.Builder bucketed(long[] counts, double... bounds) {
    var point =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(NOW_NANOS)
            .setSum(9.5)
            .setCount(LongStream.of(counts).sum());
    for (long count : counts) {
      point.addBucketCounts(count);
    }
    for (double bound : bounds) {
      point.addExplicitBounds(bound);
    }
    return point;
  }

  static ExponentialHistogramDataPoint.Builder exponential(int scale, int offset, long[] counts) {
    var buckets = ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(offset);
    for (long count : counts) {
      buckets.addBucketCounts(count);
    }
    return ExponentialHistogramDataPoint.newBuilder()
        .setTimeUnixNano(NOW_NANOS)
        .setScale(scale)
        .setSum(9.5)
        .setCount(LongStream.of(counts).sum())
        .setPositive(buckets);
  }

  static Exemplar exemplar(double value) {
    return Exemplar.newBuilder()
        .setAsDouble(value)
        .setTimeUnixNano(NOW_NANOS)
        .setTraceId(ByteString.copyFrom(new byte[] {10, 11}))
        .setSpanId(ByteString.copyFrom(new byte[] {12}))
        .addFilteredAttributes(attribute("user.id", "u"))
        .build();
  }

  private static Metric.Builder metric(String name, String unit) {
    return Metric.newBuilder().setName(name).setUnit(unit).setDescription("What.");
  }
}
