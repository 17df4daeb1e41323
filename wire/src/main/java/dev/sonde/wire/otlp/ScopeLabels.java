package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.SortedMap;
import java.util.TreeMap;

/// An instrumentation scope as labels: `otel_scope_name`, `otel_scope_version`,
/// `otel_scope_schema_url`, and `otel_scope_` before each of its attributes.
final class ScopeLabels {
  private final SortedMap<String, String> attributes = new TreeMap<>();
  private String name = "";
  private String version = "";
  private String schema = "";

  void clear() {
    attributes.clear();
    name = "";
    version = "";
    schema = "";
  }

  /// Reads the `InstrumentationScope` in the field whose tag was read last: `string name = 1,
  /// string version = 2, repeated KeyValue attributes = 3`.
  void read(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name = AttributeText.text(wire);
        case 2 -> version = AttributeText.text(wire);
        case 3 -> Attributes.read(wire, attributes);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  /// Takes one that was read elsewhere.
  void take(OtlpNames.Scope scope) {
    name = scope.name();
    version = scope.version();
    schema = scope.schemaUrl();
    attributes.putAll(scope.attributes());
  }

  void schema(String url) {
    schema = url;
  }

  void addTo(SortedMap<String, String> labels) {
    attributes.forEach(
        (key, value) -> LabelNames.add(labels, LabelNames.of("otel_scope_" + key), value));
    put(labels, "otel_scope_name", name);
    put(labels, "otel_scope_version", version);
    put(labels, "otel_scope_schema_url", schema);
  }

  private static void put(SortedMap<String, String> labels, String label, String value) {
    if (!value.isEmpty()) {
      labels.put(label, value);
    }
  }
}
