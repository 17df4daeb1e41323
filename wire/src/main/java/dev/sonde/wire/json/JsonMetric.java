package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One metric of a mapping: which nodes of a page are its series, and what of them is the number.
///
/// @param family the metric's name, kind, unit and help
/// @param path the nodes
/// @param value from the node to the number
/// @param labels by name; one that finds nothing is left out
/// @param time from the node to its instant, when it has one
/// @param form how instants are written
/// @param scale what numbers are multiplied by
/// @param booleans are true and false the numbers 1 and 0?
/// @param texts are texts numbers whose characters are a number's?
/// @param values texts that stand for numbers
public record JsonMetric(
    Family family,
    JsonPath path,
    JsonPath value,
    Map<String, JsonSource> labels,
    Optional<JsonSource> time,
    JsonTime form,
    double scale,
    boolean booleans,
    boolean texts,
    Map<String, Double> values) {

  /// What the numbers of a mapping may be.
  public enum Type {
    GAUGE(Kind.GAUGE),
    COUNTER(Kind.COUNTER);

    private final Kind kind;

    Type(Kind kind) {
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  public JsonMetric {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    values = Map.copyOf(values);
  }
}
