package dev.sonde.collectors.container;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;
import java.nio.charset.StandardCharsets;

/// Trees of JSON that tests write; an empty one when it is none.
final class Trees {
  private Trees() {}

  static Tree read(String json) throws JsonException {
    try {
      return tree(json);
    } catch (JsonException _) {
      return tree("{}");
    }
  }

  private static Tree tree(String json) throws JsonException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new TreeReader(JsonRules.DEFAULT).read(bytes, 0, bytes.length);
  }
}
