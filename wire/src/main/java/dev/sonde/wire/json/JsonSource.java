package dev.sonde.wire.json;

import org.jspecify.annotations.Nullable;

/// Where the value of a label comes from.
public sealed interface JsonSource {

  /// Written `=prod`: always this text.
  record Fixed(String text) implements JsonSource {}

  /// Written `$.name`: what stands below the metric's node.
  record Below(JsonPath path) implements JsonSource {}

  /// Written `@root $.host`: what stands somewhere in the document.
  record Anywhere(JsonPath path) implements JsonSource {}

  /// Written `@key`, `@key 1` …: the name or index of the metric's node, of the node that this one
  /// stands in, and so on.
  record Key(int outwards) implements JsonSource {}

  /// One of them from its text.
  ///
  /// @throws IllegalArgumentException whose message reads on after the text
  static JsonSource parse(String text) {
    if (text.startsWith("=")) {
      return new Fixed(text.substring(1));
    }
    if (text.startsWith("$")) {
      return new Below(JsonPath.compile(text));
    }
    if (text.startsWith("@root ")) {
      return new Anywhere(JsonPath.compile(text.substring("@root ".length()).strip()));
    }
    if (text.matches("@key( [0-9])?")) {
      return new Key(text.endsWith("y") ? 0 : text.charAt(text.length() - 1) - '0');
    }
    throw new IllegalArgumentException(
        "is none of $.path, @root $.path, @key, @key 1 to @key 9, and =text for a fixed text");
  }

  /// The path in it, or null.
  default @Nullable JsonPath path() {
    return switch (this) {
      case Below(JsonPath path) -> path;
      case Anywhere(JsonPath path) -> path;
      case Fixed _, Key _ -> null;
    };
  }
}
