package dev.sonde.wire.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Writes messages as JSON, each time in another of the forms that mean the same: fields in any
/// order and by either name, numbers as texts, enumerations as numbers, and what nobody knows.
final class JsonForms {
  private final Random random;

  JsonForms(Random random) {
    this.random = random;
  }

  byte[] write(Message message) {
    var out = new ByteSink();
    write(message, new JsonWriter(out));
    return out.toByteArray();
  }

  private void write(Message message, JsonWriter out) {
    out.object();
    var fields = new ArrayList<>(message.getAllFields().entrySet());
    Collections.shuffle(fields, random);
    for (var each : fields) {
      FieldDescriptor field = each.getKey();
      out.name(random.nextInt(4) == 0 ? field.getName() : field.getJsonName());
      if (field.isRepeated()) {
        out.array();
        ((List<?>) each.getValue()).forEach(element -> value(field, element, out));
        out.endArray();
      } else {
        value(field, each.getValue(), out);
      }
    }
    if (random.nextInt(4) == 0) {
      out.name("nobodyKnows").array().value(1).object().endObject().endArray();
      out.name("resource_metrics_of").nothing();
    }
    out.endObject();
  }

  private void value(FieldDescriptor field, Object value, JsonWriter out) {
    switch (value) {
      case Message inner -> write(inner, out);
      case String text -> out.value(text);
      case Boolean truth -> out.value(truth);
      case Double real -> real(real, out);
      case ByteString bytes -> out.value(bytes(field, bytes.toByteArray()));
      case EnumValueDescriptor word -> word(word, out);
      case Number whole -> whole(field, whole.longValue(), out);
      default -> throw new AssertionError(value);
    }
  }

  private static void real(double real, JsonWriter out) {
    if (Double.isFinite(real)) {
      out.value(real);
    } else {
      out.value(Double.isNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity");
    }
  }

  private void word(EnumValueDescriptor word, JsonWriter out) {
    if (random.nextBoolean()) {
      out.value(word.getName());
    } else {
      out.value(word.getNumber());
    }
  }

  private void whole(FieldDescriptor field, long number, JsonWriter out) {
    boolean unsigned =
        switch (field.getType()) {
          case FIXED64, UINT64 -> true;
          default -> false;
        };
    long sound = field.getType() == FieldDescriptor.Type.UINT32 ? number & 0xffffffffL : number;
    if (random.nextBoolean() || (unsigned && number < 0)) {
      out.value(unsigned ? Long.toUnsignedString(sound) : Long.toString(sound));
    } else {
      out.value(sound);
    }
  }

  private static String bytes(FieldDescriptor field, byte[] bytes) {
    boolean id = field.getName().endsWith("_id");
    return id ? HexFormat.of().formatHex(bytes) : Base64.getEncoder().encodeToString(bytes);
  }
}
