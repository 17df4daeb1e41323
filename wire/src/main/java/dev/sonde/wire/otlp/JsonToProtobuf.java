package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;
import dev.sonde.wire.otlp.JsonField.Inner;
import dev.sonde.wire.otlp.JsonField.Scalar;
import dev.sonde.wire.otlp.JsonField.Words;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// Writes a request in JSON as protobuf. As proto3 has it: whole numbers may be texts, enumerations
/// words or numbers, `null` is nothing, and who is not known is passed over.
///
/// # Implementation notes
///
/// Sixteen bytes of protobuf for two of JSON are the worst: a list of one-digit numbers, each in
/// eight bytes, with its tag. So limits on JSON bound both.
final class JsonToProtobuf {
  private static final int LONGEST_NUMBER = 64;

  private final JsonReader json;
  private final ProtoBuffer out = new ProtoBuffer();

  JsonToProtobuf(JsonRules rules) {
    json = new JsonReader(rules);
  }

  /// The request; valid until the next call.
  ProtoBuffer read(byte[] request, int length) throws BodyException {
    out.clear();
    try {
      json.open(request, 0, length);
      if (json.next() != JsonToken.BEGIN_OBJECT) {
        throw json.fault("a request is an object");
      }
      members(JsonSchema.message(JsonSchema.REQUEST));
      if (json.next() != JsonToken.END) {
        throw json.fault("something follows the request");
      }
      return out;
    } catch (JsonException unreadable) {
      throw new BodyException(String.valueOf(unreadable.getMessage()));
    }
  }

  private void members(Map<String, JsonField> fields) throws JsonException {
    while (json.next() != JsonToken.END_OBJECT) {
      JsonField field = fields.get(json.text());
      JsonToken value = json.next();
      if (field == null || value == JsonToken.NULL) {
        json.skip();
      } else if (field.repeated()) {
        elements(field, value);
      } else {
        value(field, value);
      }
    }
  }

  private void elements(JsonField field, JsonToken value) throws JsonException {
    if (value != JsonToken.BEGIN_ARRAY) {
      throw json.fault("an array is wanted, not " + value);
    }
    for (var each = json.next(); each != JsonToken.END_ARRAY; each = json.next()) {
      value(field, each);
    }
  }

  private void value(JsonField field, JsonToken value) throws JsonException {
    switch (field.type()) {
      case Inner(String message) -> message(field.number(), message, value);
      case Words words -> {
        tag(field.number(), 0);
        out.varint(word(words, value));
      }
      case Scalar scalar -> scalar(field.number(), scalar, value);
    }
  }

  private void message(int number, String message, JsonToken value) throws JsonException {
    if (value != JsonToken.BEGIN_OBJECT) {
      throw json.fault("an object is wanted, not " + value);
    }
    tag(number, 2);
    int begin = out.begin(1);
    members(JsonSchema.message(message));
    out.end(begin, 1);
  }

  private void scalar(int number, Scalar type, JsonToken value) throws JsonException {
    switch (type) {
      case TEXT -> {
        expect(value, JsonToken.TEXT);
        bytes(number, json.utf8(), json.utf8From(), json.utf8To());
      }
      case BYTES -> bytes(number, base64(value));
      case HEX -> bytes(number, hex(value));
      case TRUTH -> {
        tag(number, 0);
        out.varint(truth(value) ? 1 : 0);
      }
      case REAL -> {
        tag(number, 1);
        out.fixed(Double.doubleToRawLongBits(real(value)));
      }
      case FIXED -> {
        tag(number, 1);
        out.fixed(whole(value));
      }
      case VARINT -> {
        tag(number, 0);
        out.varint(whole(value));
      }
      case SIGNED -> signed(number, whole(value));
    }
  }

  private void signed(int number, long whole) throws JsonException {
    if (whole != (int) whole) {
      throw json.fault("a number has more than 32 bits");
    }
    tag(number, 0);
    out.varint(whole << 1 ^ whole >> 63);
  }

  private void tag(int number, int type) {
    out.room(3 * ProtoBuffer.VARINT);
    out.varint((long) number << 3 | type);
  }

  private void bytes(int number, byte[] bytes) {
    bytes(number, bytes, 0, bytes.length);
  }

  private void bytes(int number, byte[] bytes, int from, int to) {
    tag(number, 2);
    out.varint(to - from);
    out.room(to - from);
    out.put(bytes, from, to - from);
  }

  private void expect(JsonToken value, JsonToken wanted) throws JsonException {
    if (value != wanted) {
      throw json.fault(wanted + " is wanted, not " + value);
    }
  }

  private byte[] base64(JsonToken value) throws JsonException {
    expect(value, JsonToken.TEXT);
    String text = json.text().replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw json.fault("this is not base64");
    }
  }

  private byte[] hex(JsonToken value) throws JsonException {
    expect(value, JsonToken.TEXT);
    try {
      return HexFormat.of().parseHex(json.text());
    } catch (IllegalArgumentException _) {
      throw json.fault("an id is written in hexadecimal digits");
    }
  }

  private boolean truth(JsonToken value) throws JsonException {
    if (value != JsonToken.TRUE && value != JsonToken.FALSE) {
      throw json.fault("true or false is wanted, not " + value);
    }
    return value == JsonToken.TRUE;
  }

  private double real(JsonToken value) throws JsonException {
    if (value == JsonToken.NUMBER) {
      return json.number();
    }
    expect(value, JsonToken.TEXT);
    return switch (json.text()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(decimal(json.text()).toString());
    };
  }

  private long word(Words words, JsonToken value) throws JsonException {
    if (value == JsonToken.TEXT) {
      Integer number = words.numbers().get(json.text());
      if (number != null) {
        return number;
      }
    }
    return whole(value);
  }

  /// A whole number of 64 bits, with a sign or without.
  private long whole(JsonToken value) throws JsonException {
    if (value != JsonToken.NUMBER && value != JsonToken.TEXT) {
      throw json.fault("a whole number is wanted, not " + value);
    }
    BigDecimal number = decimal(value == JsonToken.NUMBER ? json.digits() : json.text());
    boolean large = (long) number.precision() - number.scale() > 20;
    if (large || number.scale() > LONGEST_NUMBER || number.stripTrailingZeros().scale() > 0) {
      throw json.fault("a whole number of 64 bits is wanted");
    }
    BigInteger exact = number.toBigInteger();
    boolean fits =
        exact.signum() < 0 ? exact.bitLength() < Long.SIZE : exact.bitLength() <= Long.SIZE;
    if (!fits) {
      throw json.fault("a whole number of 64 bits is wanted");
    }
    return exact.longValue();
  }

  private BigDecimal decimal(String text) throws JsonException {
    if (text.length() > LONGEST_NUMBER) {
      throw json.fault("a number has more than " + LONGEST_NUMBER + " characters");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw json.fault("a number is wanted");
    }
  }
}
