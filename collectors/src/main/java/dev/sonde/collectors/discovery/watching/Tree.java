package dev.sonde.collectors.discovery.watching;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// A value in a stranger's answer. What is not there, or of another sort than asked for, is empty.
/// Immutable.
public final class Tree {
  private static final Tree NOTHING = new Tree("");

  private final Object value;

  private Tree(Object value) {
    this.value = value;
  }

  /// Reads a whole document.
  public static Tree read(JsonRules rules, byte[] document, int from, int length)
      throws JsonException {
    return read(rules, document, from, length, Set.of());
  }

  /// The same, passing over what is not needed.
  ///
  /// @param leftOut names of objects and arrays that are passed over wherever they stand
  public static Tree read(
      JsonRules rules, byte[] document, int from, int length, Set<String> leftOut)
      throws JsonException {
    var reader = new JsonReader(rules);
    reader.open(document, from, from + length);
    Tree tree = read(reader, reader.next(), leftOut);
    reader.next();
    return tree;
  }

  /// Reads the value at which a reader stands, to its end.
  public static Tree read(JsonReader reader, JsonToken token, Set<String> leftOut)
      throws JsonException {
    return switch (token) {
      case BEGIN_OBJECT -> object(reader, leftOut);
      case BEGIN_ARRAY -> array(reader, leftOut);
      case TEXT -> new Tree(reader.text());
      case NUMBER -> new Tree(reader.digits());
      case TRUE -> new Tree("true");
      case FALSE -> new Tree("false");
      case NULL -> NOTHING;
      case NAME, END_OBJECT, END_ARRAY, END -> throw reader.fault("this is no value");
    };
  }

  /// What stands there, on the way through objects.
  public Tree at(String... path) {
    Tree here = this;
    for (String name : path) {
      here = here.value instanceof Map<?, ?> map && map.get(name) instanceof Tree to ? to : NOTHING;
    }
    return here;
  }

  /// Text, a number or a truth value as text; empty when it is none.
  public String text() {
    return value instanceof String text ? text : "";
  }

  /// The same, or the fallback when it is empty.
  public String text(String fallback) {
    return text().isEmpty() ? fallback : text();
  }

  /// A whole number, or the fallback.
  public long number(long fallback) {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException _) {
      return fallback;
    }
  }

  /// Is it `true`?
  public boolean isTrue() {
    return text().equals("true");
  }

  /// Of an array.
  public List<Tree> elements() {
    return value instanceof List<?> list ? list.stream().map(Tree.class::cast).toList() : List.of();
  }

  /// Calls with each member of an object, in the order they stand in.
  public void each(BiConsumer<String, Tree> to) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> to.accept((String) name, (Tree) each));
    }
  }

  /// The members of an object that are text.
  public Map<String, String> texts() {
    var all = new LinkedHashMap<String, String>();
    each((name, member) -> {
      if (member.value instanceof String text) {
        all.put(name, text);
      }
    });
    return Map.copyOf(all);
  }

  private static Tree object(JsonReader reader, Set<String> leftOut) throws JsonException {
    var members = new LinkedHashMap<String, Tree>();
    while (reader.next() == JsonToken.NAME) {
      String name = reader.text();
      JsonToken token = reader.next();
      boolean isTree = token == JsonToken.BEGIN_OBJECT || token == JsonToken.BEGIN_ARRAY;
      if (isTree && leftOut.contains(name)) {
        reader.skip();
      } else {
        members.put(name, read(reader, token, leftOut));
      }
    }
    return new Tree(members);
  }

  private static Tree array(JsonReader reader, Set<String> leftOut) throws JsonException {
    var elements = new ArrayList<Tree>();
    for (JsonToken next = reader.next(); next != JsonToken.END_ARRAY; next = reader.next()) {
      elements.add(read(reader, next, leftOut));
    }
    return new Tree(elements);
  }
}
