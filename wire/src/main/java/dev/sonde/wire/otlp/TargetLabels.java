package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.SortedMap;
import java.util.TreeMap;

/// A resource as labels: `job` is its service's namespace and name, `instance` the service's
/// instance, and `target_info` has the rest.
final class TargetLabels {
  private static final String NAMESPACE = "service.namespace";
  private static final String NAME = "service.name";
  private static final String INSTANCE = "service.instance.id";

  private final SortedMap<String, String> attributes = new TreeMap<>();

  void clear() {
    attributes.clear();
  }

  /// Reads the `Resource` in the field whose tag was read last: `repeated KeyValue attributes = 1`.
  void read(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() == 1) {
        Attributes.read(wire, attributes);
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
  }

  /// Takes one that was read elsewhere.
  void add(String key, String value) {
    attributes.put(key, value);
  }

  /// `job` and `instance`, those that there are.
  SortedMap<String, String> identity() {
    var labels = new TreeMap<String, String>();
    String name = attributes.getOrDefault(NAME, "");
    String namespace = attributes.getOrDefault(NAMESPACE, "");
    if (!name.isEmpty()) {
      labels.put("job", namespace.isEmpty() ? name : namespace + "/" + name);
    }
    String instance = attributes.getOrDefault(INSTANCE, "");
    if (!instance.isEmpty()) {
      labels.put("instance", instance);
    }
    return labels;
  }

  /// The labels of `target_info`; empty when it has nothing to say beside those, or of nobody.
  SortedMap<String, String> info() {
    var others = new TreeMap<>(attributes);
    others.remove(NAMESPACE);
    others.remove(NAME);
    others.remove(INSTANCE);
    SortedMap<String, String> labels = identity();
    if (labels.isEmpty() || others.isEmpty()) {
      return new TreeMap<>();
    }
    SortedMap<String, String> info = LabelNames.labels(others);
    info.putAll(labels);
    return info;
  }
}
