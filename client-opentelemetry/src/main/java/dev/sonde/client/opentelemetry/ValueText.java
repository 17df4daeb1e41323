package dev.sonde.client.opentelemetry;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.otlp.OtlpNames;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/// Attributes of the type that may hold anything, as text: as the hub writes the same in OTLP. Only
/// for versions of OpenTelemetry that have it.
final class ValueText {
  private static final int DEEPEST = 16;

  private ValueText() {}

  static String of(Object given) {
    return given instanceof Value<?> value ? text(value) : given.toString();
  }

  private static String text(Value<?> value) {
    return switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE -> OtlpNames.text(value.getValue());
      case ARRAY, KEY_VALUE_LIST -> json(value);
      case BYTES -> base64(value);
      case EMPTY -> "";
    };
  }

  private static String json(Value<?> value) {
    var out = new ByteSink();
    write(value, new JsonWriter(out), 0);
    return out.toString();
  }

  private static void write(Value<?> value, JsonWriter json, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "an attribute is nested deeper than " + DEEPEST + " levels");
    }
    switch (value.getType()) {
      case STRING -> json.value((String) value.getValue());
      case BOOLEAN -> json.value((Boolean) value.getValue());
      case LONG -> json.value((Long) value.getValue());
      case DOUBLE -> real((Double) value.getValue(), json);
      case BYTES -> json.value(base64(value));
      case EMPTY -> json.nothing();
      case ARRAY -> {
        json.array();
        inside(value, json, depth + 1);
        json.endArray();
      }
      case KEY_VALUE_LIST -> {
        json.object();
        inside(value, json, depth + 1);
        json.endObject();
      }
    }
  }

  private static void inside(Value<?> list, JsonWriter json, int depth) {
    for (Object each : (List<?>) list.getValue()) {
      if (each instanceof KeyValue pair) {
        write(pair.getValue(), json.name(pair.getKey()), depth);
      } else {
        write((Value<?>) each, json, depth);
      }
    }
  }

  /// JSON has no word for those that are not finite.
  private static void real(double value, JsonWriter json) {
    if (Double.isFinite(value)) {
      json.value(value);
    } else {
      json.value(OtlpNames.text(value));
    }
  }

  private static String base64(Value<?> value) {
    ByteBuffer bytes = ((ByteBuffer) value.getValue()).duplicate();
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
