package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonToken;

/// One page of a list.
///
/// @param version where a watch goes on from
/// @param next asks for the page after it; empty when there is none
/// @param items how many there were
record ListPage(String version, String next, int items) {

  /// Takes objects.
  interface Taker {
    void take(Tree object) throws Refused;
  }

  /// Hands over one object after the other: a page is never in memory as a tree.
  ///
  /// @param length of the document, from 0
  static ListPage read(TreeReader trees, byte[] document, int length, Taker to)
      throws JsonException, Refused {
    JsonReader reader = trees.open(document, 0, length);
    String version = "";
    String next = "";
    int items = 0;
    if (reader.next() != JsonToken.BEGIN_OBJECT) {
      throw reader.fault("a list is an object");
    }
    while (reader.next() == JsonToken.NAME) {
      String name = reader.text();
      JsonToken token = reader.next();
      if (name.equals("items") && token == JsonToken.BEGIN_ARRAY) {
        items = items(reader, trees, to);
      } else {
        Tree value = trees.value(token);
        boolean head = name.equals("metadata");
        version = head ? value.at("resourceVersion").text() : version;
        next = head ? value.at("continue").text() : next;
      }
    }
    reader.next();
    return new ListPage(version, next, items);
  }

  private static int items(JsonReader reader, TreeReader trees, Taker to)
      throws JsonException, Refused {
    int count = 0;
    for (JsonToken token = reader.next();
        token != JsonToken.END_ARRAY;
        token = reader.next(), count++) {
      to.take(trees.value(token));
    }
    return count;
  }
}
