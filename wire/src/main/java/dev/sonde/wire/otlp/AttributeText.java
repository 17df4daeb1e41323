package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Makes text of an `AnyValue`: `string_value = 1, bool_value = 2, int_value = 3, double_value = 4,
/// array_value = 5, kvlist_value = 6, bytes_value = 7`. A text stays what it is, everything else is
/// written as JSON has it, bytes in base64.
final class AttributeText {
  private static final int DEEPEST = 16;

  private AttributeText() {}

  /// Reads the message that was entered.
  static String read(WireReader wire) throws BodyException {
    String text = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> text = text(wire);
        case 2 -> text = Boolean.toString(wire.number() != 0);
        case 3 -> text = Long.toString(wire.number());
        case 4 -> text = number(wire.real());
        case 5, 6 -> text = json(wire);
        case 7 -> text = base64(wire);
        default -> wire.skip();
      }
    }
    return text;
  }

  /// The same of a value that an SDK has: a text, a truth, a number, or a list of such. Others are
  /// written as they describe themselves.
  static String of(Object value) {
    return switch (value) {
      case Double real -> number(real);
      case List<?> list -> json(list);
      default -> value.toString();
    };
  }

  private static String json(List<?> list) {
    var out = new ByteSink();
    var json = new JsonWriter(out).array();
    for (Object each : list) {
      switch (each) {
        case Boolean truth -> json.value(truth);
        case Long number -> json.value(number);
        case Double real -> real(real, json);
        default -> json.value(each.toString());
      }
    }
    json.endArray();
    return out.toString();
  }

  static String text(WireReader wire) throws BodyException {
    int from = wire.bytes();
    wire.checkText(from, wire.at());
    return new String(wire.page(), from, wire.at() - from, StandardCharsets.UTF_8);
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return Double.isNaN(value) ? "NaN" : written(value);
  }

  private static String written(double value) {
    var out = new ByteSink();
    new JsonWriter(out).value(value);
    return out.toString();
  }

  private static String base64(WireReader wire) throws BodyException {
    int from = wire.bytes();
    var bytes = new byte[wire.at() - from];
    System.arraycopy(wire.page(), from, bytes, 0, bytes.length);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String json(WireReader wire) throws BodyException {
    var out = new ByteSink();
    value(wire, new JsonWriter(out), 0);
    return out.toString();
  }

  /// Writes the value in the field whose tag was read last.
  private static void value(WireReader wire, JsonWriter out, int depth) throws BodyException {
    if (depth > DEEPEST) {
      throw wire.fail("an attribute is nested deeper than " + DEEPEST + " levels");
    }
    switch (wire.field()) {
      case 1 -> out.value(text(wire));
      case 2 -> out.value(wire.number() != 0);
      case 3 -> out.value(wire.number());
      case 4 -> real(wire.real(), out);
      case 5 -> array(wire, out, depth);
      case 6 -> members(wire, out, depth);
      default -> out.value(base64(wire));
    }
  }

  /// JSON has no word for these.
  private static void real(double value, JsonWriter out) {
    if (Double.isFinite(value)) {
      out.value(value);
    } else {
      out.value(number(value));
    }
  }

  private static void array(WireReader wire, JsonWriter out, int depth) throws BodyException {
    out.array();
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() == 1) {
        any(wire, out, depth + 1);
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
    out.endArray();
  }

  private static void members(WireReader wire, JsonWriter out, int depth) throws BodyException {
    out.object();
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() == 1) {
        member(wire, out, depth + 1);
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
    out.endObject();
  }

  private static void member(WireReader wire, JsonWriter out, int depth) throws BodyException {
    int outer = wire.enter();
    int from = wire.at();
    String key = "";
    while (wire.next()) {
      if (wire.field() == 1) {
        key = text(wire);
      } else {
        wire.skip();
      }
    }
    out.name(key);
    wire.back(from);
    boolean given = false;
    while (wire.next()) {
      if (wire.field() == 2 && !given) {
        any(wire, out, depth);
        given = true;
      } else {
        wire.skip();
      }
    }
    if (!given) {
      out.nothing();
    }
    wire.leave(outer);
  }

  /// Writes the first value of the message in this field.
  private static void any(WireReader wire, JsonWriter out, int depth) throws BodyException {
    int outer = wire.enter();
    boolean given = false;
    while (wire.next()) {
      if (!given && wire.field() <= 7) {
        value(wire, out, depth);
        given = true;
      } else {
        wire.skip();
      }
    }
    if (!given) {
      out.nothing();
    }
    wire.leave(outer);
  }
}
