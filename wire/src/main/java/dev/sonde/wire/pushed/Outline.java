package dev.sonde.wire.pushed;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which members an object has and where their values stand, so that each can be read once it is
/// known what the object is, in whatever order they come.
///
/// @param twice a known name that stands there twice; empty when none does
/// @param others members with other names
record Outline(Span whole, Map<String, Span> known, String twice, int others) {
  private static final Set<String> NAMES =
      Set.of(
          "metrics",
          "timestamp",
          "received_at",
          "measurement",
          "fields",
          "origin",
          "metric_type",
          "name",
          "value");
  private static final int LONGEST = 16;

  /// A value's place.
  ///
  /// @param first the token it begins with
  record Span(JsonToken first, int from, int to) {}

  /// Reads the object that the reader has just begun, to its end.
  static Outline read(JsonReader reader) throws JsonException {
    int from = reader.begins();
    var known = new LinkedHashMap<String, Span>();
    String twice = "";
    int others = 0;
    while (reader.next() == JsonToken.NAME) {
      String name = name(reader);
      reader.next();
      Span value = span(reader);
      if (!NAMES.contains(name)) {
        others++;
      } else if (known.put(name, value) != null) {
        twice = name;
      }
    }
    return new Outline(new Span(JsonToken.BEGIN_OBJECT, from, reader.ends()), known, twice, others);
  }

  /// The place of the value that the reader stands at, which is passed over.
  static Span span(JsonReader reader) throws JsonException {
    JsonToken first = reader.token();
    int from = reader.begins();
    reader.skip();
    return new Span(first, from, reader.ends());
  }

  boolean has(String name) {
    return known.containsKey(name);
  }

  @Nullable Span span(String name) {
    return known.get(name);
  }

  private static String name(JsonReader reader) {
    return reader.utf8To() - reader.utf8From() > LONGEST ? "" : reader.text();
  }
}
