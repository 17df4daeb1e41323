package dev.sonde.it.journal;

import java.util.HashMap;
import java.util.Map;

/// A batch's place among what one start of one agent accepted.
record Position(String source, long from, long to) {
  /// From `instance=…&epoch=…&from=…&to=…`; the last two may be missing.
  static Position of(String query) {
    Map<String, String> fields = new HashMap<>();
    for (var field : query.split("&")) {
      int equals = field.indexOf('=');
      fields.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return new Position(
        fields.get("instance") + "/" + fields.get("epoch"),
        Long.parseLong(fields.getOrDefault("from", "0")),
        Long.parseLong(fields.getOrDefault("to", "0")));
  }
}
