package dev.sonde.client;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonFlag;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A metric as document 002 posts it, for the code with which a hub reads that.
final class FlatMetric {
  private FlatMetric() {}

  static JsonObject of(GenericMetric metric) {
    var members = new LinkedHashMap<String, Json>();
    members.put("origin", new JsonText(metric.origin()));
    members.put("metric_type", new JsonText(metric.metricType()));
    members.put("value", JsonNumber.of(Double.toString(metric.value())));
    members.put("timestamp", new JsonText(metric.timestamp().toString()));
    members.put("metadata", metadata(metric.metadata()));
    return new JsonObject(members);
  }

  private static JsonObject metadata(Map<String, Object> given) {
    var members = new TreeMap<String, Json>();
    given.forEach((name, value) -> members.put(name, json(value)));
    return new JsonObject(members);
  }

  private static Json json(Object value) {
    return switch (value) {
      case Boolean truth -> new JsonFlag(truth);
      case Number number -> JsonNumber.of(number.toString());
      default -> new JsonText(value.toString());
    };
  }
}
