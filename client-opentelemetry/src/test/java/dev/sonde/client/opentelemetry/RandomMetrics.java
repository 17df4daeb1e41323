package dev.sonde.client.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoubleExemplarData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Metrics of every type that an SDK may hand over, sound and unsound, from a seed.
final class RandomMetrics {
  private static final List<String> TEXTS =
      List.of(
          "http.route", "", "9", "__a", "é😀", "a-b", "a.b", "le", "job", "x\"\n\\", "quantile");
  private static final List<String> UNITS =
      List.of("s", "1", "By", "{items}", "By/s", "", "%", "ms", "foo bar");

  private final Random random;
  private final Resource resource;
  private final List<InstrumentationScopeInfo> scopes;
  private final long start;
  private long time;

  /// @param millis when the first metrics were measured
  RandomMetrics(long seed, long millis) {
    random = new Random(seed);
    start = millis * 1_000_000;
    time = start;
    resource =
        Resource.create(
            Attributes.builder()
                .put("host.ports", random.nextLong(), 443)
                .put("service.name", "shop")
                .put("service.namespace", "eu")
                .put("service.instance.id", "7")
                .build());
    scopes =
        List.of(
            InstrumentationScopeInfo.empty(),
            InstrumentationScopeInfo.builder("carts")
                .setVersion("2.1")
                .setSchemaUrl("https://schema")
                .setAttributes(attributes(0))
                .build());
  }

  /// Some metrics, measured a second after those before.
  List<MetricData> next() {
    time += 1_000_000_000;
    var metrics = new ArrayList<MetricData>();
    for (int i = 0; i < 12; i++) {
      metrics.add(metric(i));
    }
    return metrics;
  }

  private MetricData metric(int number) {
    String name = random.nextInt(20) == 0 ? "имя" : "m" + number + "." + one(TEXTS);
    String unit = one(UNITS);
    InstrumentationScopeInfo scope = one(scopes);
    String help = random.nextBoolean() ? "" : "What\nit is.";
    return switch (random.nextInt(7)) {
      case 0 ->
          ImmutableMetricData.createLongGauge(
              resource, scope, name, help, unit, ImmutableGaugeData.create(points(this::whole)));
      case 1 ->
          ImmutableMetricData.createDoubleGauge(
              resource, scope, name, help, unit, ImmutableGaugeData.create(points(this::real)));
      case 2 ->
          ImmutableMetricData.createLongSum(
              resource,
              scope,
              name,
              help,
              unit,
              ImmutableSumData.create(random.nextBoolean(), temporality(), points(this::whole)));
      case 3 ->
          ImmutableMetricData.createDoubleSum(
              resource,
              scope,
              name,
              help,
              unit,
              ImmutableSumData.create(random.nextBoolean(), temporality(), points(this::real)));
      case 4 ->
          ImmutableMetricData.createDoubleSummary(
              resource,
              scope,
              name,
              help,
              unit,
              ImmutableSummaryData.create(points(this::summary)));
      case 5 ->
          ImmutableMetricData.createDoubleHistogram(
              resource,
              scope,
              name,
              help,
              unit,
              ImmutableHistogramData.create(temporality(), points(this::histogram)));
      default ->
          ImmutableMetricData.createExponentialHistogram(
              resource,
              scope,
              name,
              help,
              unit,
              ImmutableExponentialHistogramData.create(temporality(), points(this::exponential)));
    };
  }

  private interface Making<P> {
    P point(Attributes attributes);
  }

  private <P> List<P> points(Making<P> making) {
    var points = new ArrayList<P>();
    for (int i = random.nextInt(4); i > 0; i--) {
      points.add(making.point(attributes(i)));
    }
    return points;
  }

  private AggregationTemporality temporality() {
    return random.nextInt(3) == 0
        ? AggregationTemporality.DELTA
        : AggregationTemporality.CUMULATIVE;
  }

  /// Deltas of these now and then overlap, as this is not always when the point before ended.
  private long from() {
    return time - random.nextInt(1, 3) * 500_000_000L;
  }

  private LongPointData whole(Attributes attributes) {
    return ImmutableLongPointData.create(from(), time, attributes, random.nextLong(-9, 1L << 40));
  }

  private DoublePointData real(Attributes attributes) {
    return ImmutableDoublePointData.create(from(), time, attributes, real(), exemplars());
  }

  /// Not -0, of which OpenTelemetry's writer makes 0.
  private double real() {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 0;
      default -> random.nextGaussian() * 100;
    };
  }

  private SummaryPointData summary(Attributes attributes) {
    var values = new ArrayList<ValueAtQuantile>();
    for (int i = random.nextInt(4); i > 0; i--) {
      double quantile = random.nextInt(30) == 0 ? 1.5 : random.nextInt(100) / 100.0;
      values.add(ImmutableValueAtQuantile.create(quantile, real()));
    }
    return ImmutableSummaryPointData.create(
        from(), time, attributes, random.nextInt(100), real(), values);
  }

  private HistogramPointData histogram(Attributes attributes) {
    var bounds = new TreeSet<Double>();
    for (int i = random.nextInt(5); i > 0; i--) {
      bounds.add((double) random.nextInt(-50, 50));
    }
    return ImmutableHistogramPointData.create(
        from(),
        time,
        attributes,
        real(),
        true,
        -1,
        true,
        1,
        List.copyOf(bounds),
        counts(bounds.size() + 1),
        exemplars());
  }

  private List<Long> counts(int many) {
    return LongStream.generate(() -> random.nextInt(9)).limit(many).boxed().toList();
  }

  private ExponentialHistogramPointData exponential(Attributes attributes) {
    int scale = random.nextInt(-5, 21);
    return ImmutableExponentialHistogramPointData.create(
        scale,
        random.nextGaussian(), // not zero, which the oldest writes as if there were no sum
        random.nextInt(5),
        true,
        -1,
        true,
        1,
        buckets(scale),
        buckets(scale),
        from(),
        time,
        attributes,
        exemplars());
  }

  private ExponentialHistogramBuckets buckets(int scale) {
    int offset = random.nextInt(40) == 0 ? Integer.MAX_VALUE - 9 : random.nextInt(-9, 9);
    return ImmutableExponentialHistogramBuckets.create(scale, offset, counts(random.nextInt(8)));
  }

  private List<DoubleExemplarData> exemplars() {
    return DoubleStream.generate(() -> random.nextInt(-60, 60))
        .limit(random.nextInt(3))
        .mapToObj(value ->
            ImmutableDoubleExemplarData.create(
                attributes(0), time - random.nextInt(), span(), value))
        .toList();
  }

  private SpanContext span() {
    return random.nextBoolean()
        ? SpanContext.getInvalid()
        : SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
  }

  /// @param number that tells points of one metric apart; none when it is zero
  private Attributes attributes(int number) {
    AttributesBuilder made = Attributes.builder();
    if (number > 0) {
      made.put("number", number);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      attribute(made, "k" + i + one(TEXTS));
    }
    if (number > 0 && random.nextInt(50) == 0) {
      LongStream.range(0, 130).forEach(each -> made.put("many" + each, each));
    }
    return made.build();
  }

  private void attribute(AttributesBuilder to, String key) {
    switch (random.nextInt(7)) {
      case 0 -> to.put(key, random.nextBoolean());
      case 1 -> to.put(key, random.nextLong());
      case 2 -> to.put(key, real());
      case 3 -> to.put(AttributeKey.stringArrayKey(key), List.of("a", "\"b\"", ""));
      case 4 -> to.put(AttributeKey.doubleArrayKey(key), List.of(real(), 1.0, 1e300));
      case 5 -> to.put(AttributeKey.longArrayKey(key), List.of(1L, Long.MIN_VALUE));
      default -> to.put(key, one(TEXTS));
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
