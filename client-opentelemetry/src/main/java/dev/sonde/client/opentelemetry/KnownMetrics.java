package dev.sonde.client.opentelemetry;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.client.MetricsSink;
import dev.sonde.wire.otlp.OtlpLimits;
import dev.sonde.wire.otlp.OtlpNames;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The series of the metrics that were exported lately, with the names and labels that the hub's
/// receiver for OTLP gives them. For one thread at a time.
final class KnownMetrics {
  /// A program has less than that; one that has more makes the rest again each time.
  private static final int MOST_METRICS = 5_000;

  private static final int MOST_POINTS = 20_000;

  private record Key(
      Resource resource,
      InstrumentationScopeInfo scope,
      String name,
      String unit,
      String help,
      MetricDataType type,
      boolean monotonic) {}

  private record PointKey(Metric metric, Attributes attributes) {}

  private final MetricsSink sink;
  private final Generations<Key, Metric> metrics = new Generations<>(MOST_METRICS);
  private final Generations<PointKey, PointSeries> points = new Generations<>(MOST_POINTS);
  private final Generations<Resource, Optional<PointSeries>> targets =
      new Generations<>(MOST_METRICS);

  KnownMetrics(MetricsSink sink) {
    this.sink = sink;
  }

  /// A metric without its points; the same object each time, as long as it is known.
  final class Metric {
    private final Optional<Family> family;
    private final SortedMap<String, String> shared;

    private Metric(Optional<Family> family, SortedMap<String, String> shared) {
      this.family = family;
      this.shared = shared;
    }

    PointSeries point(Attributes attributes) {
      return points.of(new PointKey(this, attributes), each -> made(each.attributes()));
    }

    private PointSeries made(Attributes attributes) {
      SortedMap<String, String> labels = OtlpNames.labels(texts(attributes));
      labels.putAll(shared);
      return family
          .map(each -> series(each, labels))
          .orElseGet(() ->
              new PointSeries(sink, OtlpNames.TARGET_INFO, Labels.NONE, "there is no metric name"));
    }
  }

  Metric metric(MetricData data) {
    var key =
        new Key(
            data.getResource(),
            data.getInstrumentationScopeInfo(),
            data.getName(),
            data.getUnit(),
            data.getDescription(),
            data.getType(),
            isCounter(data));
    return metrics.of(key, this::made);
  }

  private static boolean isCounter(MetricData data) {
    return switch (data.getType()) {
      case LONG_SUM -> data.getLongSumData().isMonotonic();
      case DOUBLE_SUM -> data.getDoubleSumData().isMonotonic();
      case LONG_GAUGE, DOUBLE_GAUGE, SUMMARY, HISTOGRAM, EXPONENTIAL_HISTOGRAM -> false;
    };
  }

  private Metric made(Key key) {
    SortedMap<String, String> shared = OtlpNames.scope(scope(key.scope()));
    shared.putAll(OtlpNames.identity(texts(key.resource().getAttributes())));
    boolean gauge =
        key.type() == MetricDataType.LONG_GAUGE || key.type() == MetricDataType.DOUBLE_GAUGE;
    return new Metric(
        OtlpNames.family(key.name(), key.unit(), key.help(), kind(key), gauge), shared);
  }

  private static Kind kind(Key key) {
    return switch (key.type()) {
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> Kind.HISTOGRAM;
      case SUMMARY -> Kind.SUMMARY;
      case LONG_GAUGE, DOUBLE_GAUGE -> Kind.GAUGE;
      case LONG_SUM, DOUBLE_SUM -> key.monotonic() ? Kind.COUNTER : Kind.GAUGE;
    };
  }

  /// What says of a program what its identity does not; empty when that is nothing.
  Optional<PointSeries> target(Resource resource) {
    return targets.of(
        resource,
        each -> {
          SortedMap<String, String> labels = OtlpNames.info(texts(each.getAttributes()));
          return labels.isEmpty()
              ? Optional.empty()
              : Optional.of(series(OtlpNames.TARGET_INFO, labels));
        });
  }

  private PointSeries series(Family family, Map<String, String> labels) {
    return new PointSeries(sink, family, Labels.of(labels), OtlpLimits.USUAL.flaw(labels));
  }

  private static OtlpNames.Scope scope(InstrumentationScopeInfo scope) {
    return new OtlpNames.Scope(
        scope.getName(),
        text(scope.getVersion()),
        text(scope.getSchemaUrl()),
        texts(scope.getAttributes()));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  /// Attributes as texts, by key.
  static SortedMap<String, String> texts(Attributes attributes) {
    var texts = new TreeMap<String, String>();
    attributes.forEach((key, value) -> texts.put(key.getKey(), text(value)));
    return texts;
  }

  /// What older versions have is looked at first: they don't have the class of the rest.
  private static String text(Object value) {
    return switch (value) {
      case String _, Boolean _, Number _, List<?> _ -> OtlpNames.text(value);
      default -> ValueText.of(value);
    };
  }
}
