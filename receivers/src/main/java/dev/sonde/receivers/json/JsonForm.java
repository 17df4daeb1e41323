package dev.sonde.receivers.json;

import java.util.Locale;
import java.util.Optional;

/// How a body stands: as one document, or as lines with one each.
enum JsonForm {
  DOCUMENT,
  LINES;

  /// By its content type. One that says nothing is a document, and so are lines that call
  /// themselves JSON: their reader finds out.
  ///
  /// @return empty for what is no JSON
  static Optional<JsonForm> of(String contentType) {
    String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines" ->
          Optional.of(LINES);
      case "", "application/json", "text/json" -> Optional.of(DOCUMENT);
      default -> type.endsWith("+json") ? Optional.of(DOCUMENT) : Optional.empty();
    };
  }
}
