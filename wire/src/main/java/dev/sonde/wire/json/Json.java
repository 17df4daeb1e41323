package dev.sonde.wire.json;

/// A value of a JSON document. Immutable; two are equal as RFC 9535 compares them: objects whatever
/// the order of their members, numbers by what they are.
public sealed interface Json
    permits JsonObject, JsonArray, JsonText, JsonNumber, JsonFlag, JsonNull {

  /// Reads a whole document.
  ///
  /// @param to exclusive
  /// @throws JsonException for anything but one JSON value within the rules
  static Json read(byte[] bytes, int from, int to, JsonRules rules) throws JsonException {
    return new TreeReader(rules).read(bytes, from, to);
  }

  /// Reads a whole document by [JsonRules#DEFAULT].
  static Json read(byte[] bytes) throws JsonException {
    return read(bytes, 0, bytes.length, JsonRules.DEFAULT);
  }

  /// What it is, for messages: `an object`, `text` …
  default String kind() {
    return switch (this) {
      case JsonObject _ -> "an object";
      case JsonArray _ -> "an array";
      case JsonText _ -> "text";
      case JsonNumber _ -> "a number";
      case JsonFlag flag -> Boolean.toString(flag.value());
      case JsonNull _ -> "null";
    };
  }
}
