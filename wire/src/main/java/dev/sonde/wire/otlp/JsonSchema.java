package dev.sonde.wire.otlp;

import dev.sonde.wire.otlp.JsonField.Inner;
import dev.sonde.wire.otlp.JsonField.Scalar;
import dev.sonde.wire.otlp.JsonField.Words;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The messages of a request, as far as they are read: field by name. Names are those of JSON, or
/// as protobuf has them.
final class JsonSchema {
  static final String REQUEST = "ExportMetricsServiceRequest";

  private static final String KEY_VALUE = "KeyValue";
  private static final String EXEMPLAR = "Exemplar";
  private static final Map<String, Integer> TEMPORALITY =
      Map.of(
          "AGGREGATION_TEMPORALITY_UNSPECIFIED",
          0,
          "AGGREGATION_TEMPORALITY_DELTA",
          1,
          "AGGREGATION_TEMPORALITY_CUMULATIVE",
          2);
  private static final Map<String, Map<String, JsonField>> MESSAGES = messages();

  private JsonSchema() {}

  static Map<String, JsonField> message(String name) {
    return MESSAGES.getOrDefault(name, Map.of());
  }

  private static Map<String, Map<String, JsonField>> messages() {
    var all = new HashMap<String, Map<String, JsonField>>();
    all.put(REQUEST, new Fields().list("resourceMetrics", 1, "ResourceMetrics").all());
    all.put(
        "ResourceMetrics",
        new Fields().one("resource", 1, "Resource").list("scopeMetrics", 2, "ScopeMetrics").all());
    all.put("Resource", new Fields().list("attributes", 1, KEY_VALUE).all());
    all.put(
        "ScopeMetrics",
        new Fields()
            .one("scope", 1, "InstrumentationScope")
            .list("metrics", 2, "Metric")
            .one("schemaUrl", 3, Scalar.TEXT)
            .all());
    all.put(
        "InstrumentationScope",
        new Fields()
            .one("name", 1, Scalar.TEXT)
            .one("version", 2, Scalar.TEXT)
            .list("attributes", 3, KEY_VALUE)
            .all());
    attributes(all);
    metrics(all);
    points(all);
    return Map.copyOf(all);
  }

  private static void attributes(Map<String, Map<String, JsonField>> all) {
    all.put(KEY_VALUE, new Fields().one("key", 1, Scalar.TEXT).one("value", 2, "AnyValue").all());
    all.put(
        "AnyValue",
        new Fields()
            .one("stringValue", 1, Scalar.TEXT)
            .one("boolValue", 2, Scalar.TRUTH)
            .one("intValue", 3, Scalar.VARINT)
            .one("doubleValue", 4, Scalar.REAL)
            .one("arrayValue", 5, "ArrayValue")
            .one("kvlistValue", 6, "KeyValueList")
            .one("bytesValue", 7, Scalar.BYTES)
            .all());
    all.put("ArrayValue", new Fields().list("values", 1, "AnyValue").all());
    all.put("KeyValueList", new Fields().list("values", 1, KEY_VALUE).all());
  }

  private static void metrics(Map<String, Map<String, JsonField>> all) {
    all.put(
        "Metric",
        new Fields()
            .one("name", 1, Scalar.TEXT)
            .one("description", 2, Scalar.TEXT)
            .one("unit", 3, Scalar.TEXT)
            .one("gauge", 5, "Gauge")
            .one("sum", 7, "Sum")
            .one("histogram", 9, "Histogram")
            .one("exponentialHistogram", 10, "ExponentialHistogram")
            .one("summary", 11, "Summary")
            .all());
    all.put("Gauge", new Fields().list("dataPoints", 1, "NumberDataPoint").all());
    all.put("Sum", data("NumberDataPoint").one("isMonotonic", 3, Scalar.TRUTH).all());
    all.put("Histogram", data("HistogramDataPoint").all());
    all.put("ExponentialHistogram", data("ExponentialHistogramDataPoint").all());
    all.put("Summary", new Fields().list("dataPoints", 1, "SummaryDataPoint").all());
  }

  private static Fields data(String point) {
    return new Fields()
        .list("dataPoints", 1, point)
        .one("aggregationTemporality", 2, new Words(TEMPORALITY));
  }

  private static void points(Map<String, Map<String, JsonField>> all) {
    all.put(
        "NumberDataPoint",
        timed()
            .one("asDouble", 4, Scalar.REAL)
            .list("exemplars", 5, EXEMPLAR)
            .one("asInt", 6, Scalar.FIXED)
            .list("attributes", 7, KEY_VALUE)
            .one("flags", 8, Scalar.VARINT)
            .all());
    all.put(
        "HistogramDataPoint",
        counted()
            .list("bucketCounts", 6, Scalar.FIXED)
            .list("explicitBounds", 7, Scalar.REAL)
            .list("exemplars", 8, EXEMPLAR)
            .list("attributes", 9, KEY_VALUE)
            .one("flags", 10, Scalar.VARINT)
            .all());
    all.put(
        "ExponentialHistogramDataPoint",
        counted()
            .list("attributes", 1, KEY_VALUE)
            .one("scale", 6, Scalar.SIGNED)
            .one("zeroCount", 7, Scalar.FIXED)
            .one("positive", 8, "Buckets")
            .one("negative", 9, "Buckets")
            .one("flags", 10, Scalar.VARINT)
            .list("exemplars", 11, EXEMPLAR)
            .one("zeroThreshold", 14, Scalar.REAL)
            .all());
    all.put(
        "Buckets",
        new Fields().one("offset", 1, Scalar.SIGNED).list("bucketCounts", 2, Scalar.VARINT).all());
    all.put(
        "SummaryDataPoint",
        counted()
            .list("quantileValues", 6, "ValueAtQuantile")
            .list("attributes", 7, KEY_VALUE)
            .one("flags", 8, Scalar.VARINT)
            .all());
    all.put(
        "ValueAtQuantile",
        new Fields().one("quantile", 1, Scalar.REAL).one("value", 2, Scalar.REAL).all());
    all.put(
        EXEMPLAR,
        new Fields()
            .one("timeUnixNano", 2, Scalar.FIXED)
            .one("asDouble", 3, Scalar.REAL)
            .one("spanId", 4, Scalar.HEX)
            .one("traceId", 5, Scalar.HEX)
            .one("asInt", 6, Scalar.FIXED)
            .list("filteredAttributes", 7, KEY_VALUE)
            .all());
  }

  private static Fields timed() {
    return new Fields()
        .one("startTimeUnixNano", 2, Scalar.FIXED)
        .one("timeUnixNano", 3, Scalar.FIXED);
  }

  private static Fields counted() {
    return timed().one("count", 4, Scalar.FIXED).one("sum", 5, Scalar.REAL);
  }

  private static final class Fields {
    private final Map<String, JsonField> fields = new HashMap<>();

    Fields one(String name, int number, String message) {
      return one(name, number, new Inner(message));
    }

    Fields list(String name, int number, String message) {
      return list(name, number, new Inner(message));
    }

    Fields one(String name, int number, JsonField.Type type) {
      return put(name, new JsonField(number, type, false));
    }

    Fields list(String name, int number, JsonField.Type type) {
      return put(name, new JsonField(number, type, true));
    }

    private Fields put(String name, JsonField field) {
      fields.put(name, field);
      fields.put(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), field);
      return this;
    }

    Map<String, JsonField> all() {
      return Map.copyOf(fields);
    }
  }
}
