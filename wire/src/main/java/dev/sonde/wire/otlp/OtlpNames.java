package dev.sonde.wire.otlp;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names and labels of an OpenTelemetry program's metrics, for who has them as objects: the
/// ones that [OtlpReader] gives them. Maps that are returned are the caller's.
public final class OtlpNames {
  /// Carries what is known of a program beside its identity.
  public static final Family TARGET_INFO =
      new Family("target_info", Kind.INFO, "", "What is known of who sent these metrics.");

  private OtlpNames() {}

  /// What measured.
  ///
  /// @param version empty when it has none
  /// @param schemaUrl empty when it has none
  /// @param attributes as texts, by key
  public record Scope(
      String name, String version, String schemaUrl, SortedMap<String, String> attributes) {}

  /// What is known of a metric, with the name that its series begin with.
  ///
  /// @param unit as OpenTelemetry writes it
  /// @param kind [Kind#COUNTER] for a sum that only grows, [Kind#GAUGE] for one that does not
  /// @param gauge is it a gauge, and not a sum?
  /// @return empty when nothing of its name can be kept
  public static Optional<Family> family(
      String name, String unit, String help, Kind kind, boolean gauge) {
    String made = MetricNames.of(name, unit, kind == Kind.COUNTER, gauge);
    return made.isEmpty()
        ? Optional.empty()
        : Optional.of(new Family(made, kind, MetricUnits.of(unit).words(), oneLine(help)));
  }

  static String oneLine(String help) {
    return help.replace('\n', ' ');
  }

  /// An attribute's value as text: a text is what it is, everything else is written as JSON has it.
  ///
  /// @param value a text, a truth, a number, or a list of such; others are written as they describe
  ///   themselves
  public static String text(Object value) {
    return AttributeText.of(value);
  }

  /// Attributes of a point as labels.
  ///
  /// @param attributes as texts, by key
  public static SortedMap<String, String> labels(SortedMap<String, String> attributes) {
    return LabelNames.labels(attributes);
  }

  /// Labels of every point of a program: `job` and `instance`, those that there are.
  ///
  /// @param resource its attributes as texts, by key
  public static SortedMap<String, String> identity(SortedMap<String, String> resource) {
    return target(resource).identity();
  }

  /// Labels of [#TARGET_INFO]; empty when there is nothing to say.
  ///
  /// @param resource its attributes as texts, by key
  public static SortedMap<String, String> info(SortedMap<String, String> resource) {
    return target(resource).info();
  }

  private static TargetLabels target(SortedMap<String, String> resource) {
    var target = new TargetLabels();
    resource.forEach(target::add);
    return target;
  }

  /// Labels of every point of a scope.
  public static SortedMap<String, String> scope(Scope scope) {
    var labels = new ScopeLabels();
    labels.take(scope);
    var made = new TreeMap<String, String>();
    labels.addTo(made);
    return made;
  }

  /// Labels of an exemplar: `trace_id` and `span_id`, and its attributes where there is room.
  ///
  /// @param traceId in hexadecimal digits; empty when there is none
  /// @param spanId in hexadecimal digits; empty when there is none
  /// @param attributes as texts, by key
  public static Labels exemplar(
      String traceId, String spanId, SortedMap<String, String> attributes) {
    var ids = new TreeMap<String, String>();
    if (!traceId.isEmpty()) {
      ids.put("trace_id", traceId);
    }
    if (!spanId.isEmpty()) {
      ids.put("span_id", spanId);
    }
    return PointExemplars.labels(ids, attributes);
  }
}
