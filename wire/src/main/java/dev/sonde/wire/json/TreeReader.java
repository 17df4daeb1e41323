package dev.sonde.wire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Makes trees of documents, one after the other. Not safe for two threads.
///
/// # Implementation notes
///
/// As deep as the rules let it go, and they do not let it go deep.
public final class TreeReader {
  private final JsonRules rules;
  private final JsonReader reader;

  /// A reader that has read nothing yet.
  public TreeReader(JsonRules rules) {
    this.rules = rules;
    this.reader = new JsonReader(rules);
  }

  /// Reads a whole document.
  ///
  /// @param to exclusive
  /// @throws JsonException for anything but one JSON value within the rules
  public Json read(byte[] bytes, int from, int to) throws JsonException {
    reader.open(bytes, from, to);
    Json value = value(reader.next());
    reader.next();
    return value;
  }

  private Json value(JsonToken token) throws JsonException {
    return switch (token) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array();
      case TEXT -> new JsonText(reader.text());
      case NUMBER -> new JsonNumber(reader.digits(), reader.number());
      case TRUE -> JsonFlag.TRUE;
      case FALSE -> JsonFlag.FALSE;
      case NULL -> JsonNull.NULL;
      case NAME, END_OBJECT, END_ARRAY, END ->
          throw new IllegalStateException(token + " is no value");
    };
  }

  private JsonObject object() throws JsonException {
    var members = new LinkedHashMap<String, Json>();
    while (reader.next() == JsonToken.NAME) {
      String name = reader.text();
      if (rules.repeated() == JsonRules.Repeated.REFUSE && members.containsKey(name)) {
        throw reader.fault("the object has this name twice");
      }
      members.put(name, value(reader.next()));
    }
    return new JsonObject(members);
  }

  private JsonArray array() throws JsonException {
    var elements = new ArrayList<Json>();
    while (reader.next() != JsonToken.END_ARRAY) {
      elements.add(value(reader.token()));
    }
    return new JsonArray(elements);
  }
}
