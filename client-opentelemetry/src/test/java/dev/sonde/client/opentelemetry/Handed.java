package dev.sonde.client.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Data as a reader of somebody else might hand it over.
final class Handed {
  private static final AttributeKey<String> OF = AttributeKey.stringKey("of");

  private Handed() {}

  /// A gauge with so many points, whose attributes are of a certain length at least and seldom the
  /// same.
  static List<MetricData> gauge(long millis, int points, int length) {
    String filler = filler(millis, length);
    List<LongPointData> all =
        LongStream.range(0, points)
            .mapToObj(i -> point(0, millis, Attributes.of(OF, filler + i), i))
            .toList();
    return List.of(
        ImmutableMetricData.createLongGauge(
            Resource.empty(),
            InstrumentationScopeInfo.empty(),
            "load",
            "",
            "",
            ImmutableGaugeData.create(all)));
  }

  private static String filler(long seed, int length) {
    return new Random(seed)
        .ints('a', 'z' + 1)
        .limit(length)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /// A gauge of one point.
  static List<MetricData> of(Attributes attributes) {
    return List.of(
        ImmutableMetricData.createLongGauge(
            Resource.empty(),
            InstrumentationScopeInfo.empty(),
            "load",
            "",
            "",
            ImmutableGaugeData.create(List.of(point(0, 1, attributes, 1)))));
  }

  /// By how much something grew.
  static List<MetricData> delta(long fromMillis, long toMillis, long increase) {
    return List.of(
        ImmutableMetricData.createLongSum(
            Resource.empty(),
            InstrumentationScopeInfo.empty(),
            "sold",
            "",
            "",
            ImmutableSumData.create(
                true,
                AggregationTemporality.DELTA,
                List.of(point(fromMillis, toMillis, Attributes.empty(), increase)))));
  }

  /// A gauge of a point that can't be read.
  static List<MetricData> broken() {
    return List.of(
        ImmutableMetricData.createDoubleGauge(
            Resource.empty(),
            InstrumentationScopeInfo.empty(),
            "broken",
            "",
            "",
            ImmutableGaugeData.create(List.of(new Broken()))));
  }

  private static final class Broken implements DoublePointData {
    @Override
    public double getValue() {
      return 1;
    }

    @Override
    public List<DoubleExemplarData> getExemplars() {
      return List.of();
    }

    @Override
    public long getStartEpochNanos() {
      return 1;
    }

    @Override
    public long getEpochNanos() {
      return 2;
    }

    @Override
    public Attributes getAttributes() {
      throw new IllegalStateException("gone");
    }
  }

  private static LongPointData point(
      long fromMillis, long toMillis, Attributes attributes, long value) {
    return ImmutableLongPointData.create(
        fromMillis * 1_000_000, toMillis * 1_000_000, attributes, value);
  }
}
