package dev.sonde.collectors.discovery.watching;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Makes trees of JSON. Equal short texts are one object, in whichever document they stand: what is
/// kept of thousands of objects is mostly alike. For one thread.
public final class TreeReader {
  private static final int SHORT = 64;
  private static final int REMEMBERED = 10_000;

  private final JsonReader reader;
  private final Set<String> leftOut;
  private final Map<String, String> texts = new HashMap<>();

  /// Reads everything.
  public TreeReader(JsonRules rules) {
    this(rules, Set.of());
  }

  /// Passes over what is not needed.
  ///
  /// @param leftOut names of objects and arrays that are passed over wherever they stand
  public TreeReader(JsonRules rules, Set<String> leftOut) {
    this.reader = new JsonReader(rules);
    this.leftOut = Set.copyOf(leftOut);
  }

  /// Reads a whole document.
  public Tree read(byte[] document, int from, int length) throws JsonException {
    Tree tree = value(open(document, from, length).next());
    reader.next();
    return tree;
  }

  /// Begins a document whose parts are read one by one.
  ///
  /// @return to walk on by oneself
  public JsonReader open(byte[] document, int from, int length) throws JsonException {
    reader.open(document, from, from + length);
    return reader;
  }

  /// Reads the value that has just begun, to its end.
  public Tree value(JsonToken token) throws JsonException {
    return switch (token) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array();
      case TEXT -> new Tree(one(reader.text()));
      case NUMBER -> new Tree(reader.digits());
      case TRUE -> new Tree("true");
      case FALSE -> new Tree("false");
      case NULL -> Tree.NOTHING;
      case NAME, END_OBJECT, END_ARRAY, END -> throw reader.fault("this is no value");
    };
  }

  private Tree object() throws JsonException {
    var members = new LinkedHashMap<String, Tree>();
    while (reader.next() == JsonToken.NAME) {
      String name = one(reader.text());
      JsonToken token = reader.next();
      boolean isTree = token == JsonToken.BEGIN_OBJECT || token == JsonToken.BEGIN_ARRAY;
      if (isTree && leftOut.contains(name)) {
        reader.skip();
      } else {
        members.put(name, value(token));
      }
    }
    return new Tree(members);
  }

  private Tree array() throws JsonException {
    var elements = new ArrayList<Tree>();
    for (JsonToken next = reader.next(); next != JsonToken.END_ARRAY; next = reader.next()) {
      elements.add(value(next));
    }
    return new Tree(elements);
  }

  private String one(String text) {
    if (text.length() > SHORT) {
      return text;
    }
    if (texts.size() >= REMEMBERED) {
      texts.clear();
    }
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
