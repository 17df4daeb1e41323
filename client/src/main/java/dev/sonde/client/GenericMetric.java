package dev.sonde.client;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// One metric as document 002 has it: where it comes from, what it is, its value, and more that is
/// known about it.
///
/// It is the series that `metric_type` names, with the label `origin`. Each number or truth in the
/// metadata is a series of its own (`<metric_type>_<name>`), texts are kept beside the sample, and
/// `event_name` is a label: just as a hub takes it from somebody who pushes it as JSON.
///
/// @param origin what measured it, empty for nothing in particular; 4,096 characters at most
/// @param metricType what it is; 4,096 characters at most
/// @param value a finite number
/// @param timestamp when; milliseconds count
/// @param metadata text, numbers and truths by name, 64 at most; none is called `value`, which is
///   the value itself
public record GenericMetric(
    String origin,
    String metricType,
    double value,
    Instant timestamp,
    Map<String, Object> metadata) {
  private static final String MEASUREMENT = "system_metrics";
  private static final int LONGEST = 4_096;
  private static final int MOST = 64;
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /// @throws IllegalArgumentException with a message that names what no hub would take
  public GenericMetric {
    metadata = Map.copyOf(metadata);
    text("origin", origin);
    text("metricType", metricType);
    check(!metricType.isEmpty(), "a metric needs a metricType");
    check(Double.isFinite(value), "value is " + value + "; it has to be a finite number");
    check(
        !timestamp.isBefore(FIRST) && !timestamp.isAfter(LAST),
        "timestamp is " + timestamp + "; it has to lie in 1970 to 9999");
    check(metadata.size() <= MOST, "metadata has more than " + MOST + " entries");
    metadata.forEach(GenericMetric::entry);
  }

  /// A metric of now, by the system's clock.
  ///
  /// @throws IllegalArgumentException as the constructor
  public GenericMetric(
      String origin, String metricType, double value, Map<String, Object> metadata) {
    this(origin, metricType, value, Instant.now(), metadata);
  }

  /// A metric of now, by the system's clock, of which no more is known.
  ///
  /// @throws IllegalArgumentException as the constructor
  public GenericMetric(String origin, String metricType, double value) {
    this(origin, metricType, value, Map.of());
  }

  /// As document 002 calls it on its wire: `measurement`, `tags`, `fields` and `timestamp`, in this
  /// order. Texts of the metadata are among the fields.
  public Map<String, Object> toTimeseriesFormat() {
    var tags = new LinkedHashMap<String, Object>();
    tags.put("origin", origin);
    tags.put("metric_type", metricType);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("value", value);
    fields.putAll(new TreeMap<>(metadata));
    var all = new LinkedHashMap<String, Object>();
    all.put("measurement", MEASUREMENT);
    all.put("tags", Collections.unmodifiableMap(tags));
    all.put("fields", Collections.unmodifiableMap(fields));
    all.put("timestamp", timestamp.toString());
    return Collections.unmodifiableMap(all);
  }

  /// The same as JSON, which any hub takes at `/api/metrics`.
  public String toTimeseriesJson() {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("measurement").value(MEASUREMENT);
    json.name("tags").object();
    json.name("origin").value(origin).name("metric_type").value(metricType).endObject();
    json.name("fields").object().name("value").value(value);
    new TreeMap<>(metadata).forEach((name, each) -> write(json.name(name), each));
    json.endObject().name("timestamp").value(timestamp.toString()).endObject().end();
    return out.toString();
  }

  private static void write(JsonWriter json, Object value) {
    switch (value) {
      case Boolean truth -> json.value(truth.booleanValue());
      case Number number when isWhole(number) -> json.value(number.longValue());
      case Number number -> json.value(number.doubleValue());
      default -> json.value(value.toString());
    }
  }

  private static boolean isWhole(Number number) {
    return number instanceof Byte
        || number instanceof Short
        || number instanceof Integer
        || number instanceof Long;
  }

  private static void entry(String name, Object value) {
    text("a name in metadata", name);
    check(!name.equals("value"), "metadata can't have an entry value, which is the value itself");
    switch (value) {
      case String text -> text("metadata " + name, text);
      case Boolean _, Byte _, Short _, Integer _, Long _ -> {}
      case Float _, Double _, BigDecimal _, BigInteger _ ->
          check(
              Double.isFinite(((Number) value).doubleValue()),
              "metadata " + name + " has to be a finite number");
      default ->
          throw new IllegalArgumentException(
              "metadata " + name + " is neither text, nor a number, nor true or false");
    }
  }

  private static void text(String what, String given) {
    check(given.length() <= LONGEST, what + " is longer than " + LONGEST + " characters");
    check(StandardCharsets.UTF_8.newEncoder().canEncode(given), what + " has half of a character");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
