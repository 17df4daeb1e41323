package dev.sonde.wire.json;

import org.jspecify.annotations.Nullable;

/// A value and the place where it stands in its document.
public final class JsonNode {
  private final Json value;
  private final @Nullable JsonNode parent;
  private final @Nullable String name;
  private final int index;

  private JsonNode(Json value, @Nullable JsonNode parent, @Nullable String name, int index) {
    this.value = value;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  static JsonNode root(Json value) {
    return new JsonNode(value, null, null, 0);
  }

  JsonNode member(String memberName, Json member) {
    return new JsonNode(member, this, memberName, 0);
  }

  JsonNode element(int place, Json element) {
    return new JsonNode(element, this, null, place);
  }

  /// What stands there.
  public Json value() {
    return value;
  }

  /// The node it stands in, or null for the whole document.
  public @Nullable JsonNode parent() {
    return parent;
  }

  /// The name or the index under which it stands in its parent; empty for the whole document.
  public String key() {
    if (parent == null) {
      return "";
    }
    return name == null ? Integer.toString(index) : name;
  }

  /// The normalized path (RFC 9535, 2.7): `$['queues'][0]['name']`.
  public String path() {
    var out = new StringBuilder("$");
    write(out);
    return out.toString();
  }

  @Override
  public String toString() {
    return path();
  }

  private void write(StringBuilder out) {
    if (parent == null) {
      return;
    }
    parent.write(out);
    if (name == null) {
      out.append('[').append(index).append(']');
    } else {
      out.append("['");
      name.chars().forEach(unit -> quote(out, (char) unit));
      out.append("']");
    }
  }

  private static void quote(StringBuilder out, char unit) {
    switch (unit) {
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      case '\'', '\\' -> out.append('\\').append(unit);
      default -> {
        if (unit < ' ') {
          out.append(String.format("\\u%04x", (int) unit));
        } else {
          out.append(unit);
        }
      }
    }
  }
}
