package dev.sonde.shippers.sonde;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;

/// How far a hub says it is: `{"upTo":4096}`, whatever else stands there.
final class UpTo {
  private UpTo() {}

  static long read(byte[] body) throws JsonException {
    var in = new JsonReader(JsonRules.DEFAULT);
    in.open(body, 0, body.length);
    if (in.next() != JsonToken.BEGIN_OBJECT) {
      throw in.fault("an object is expected");
    }
    while (in.next() == JsonToken.NAME) {
      boolean wanted = in.text().equals("upTo");
      JsonToken value = in.next();
      if (wanted) {
        return number(in, value);
      }
      in.skip();
    }
    throw in.fault("upTo is missing");
  }

  private static long number(JsonReader in, JsonToken value) throws JsonException {
    try {
      if (value == JsonToken.NUMBER) {
        return Long.parseLong(in.digits());
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw in.fault("upTo is no whole number");
  }
}
