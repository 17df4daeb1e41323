package dev.sonde.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays trees over each other. Sections merge key by key; lists and single values replace what was
/// there; a key without a value changes nothing.
public final class Layers {
  private Layers() {}

  /// Later trees win.
  public static Node.Mapping merge(List<Node.Mapping> layers) {
    Node.Mapping merged = Node.Mapping.EMPTY;
    for (Node.Mapping layer : layers) {
      merged = merge(merged, layer);
    }
    return merged;
  }

  private static Node.Mapping merge(Node.Mapping below, Node.Mapping above) {
    if (below.entries().isEmpty()) {
      return above;
    }
    if (above.entries().isEmpty()) {
      return below;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(below.entries());
    above.entries().forEach((key, entry) -> entries.merge(key, entry, Layers::merge));
    return new Node.Mapping(entries, above.origin());
  }

  private static Node.Entry merge(Node.Entry below, Node.Entry above) {
    if (above.value().blank()) {
      return below;
    }
    return below.value() instanceof Node.Mapping lower
            && above.value() instanceof Node.Mapping upper
        ? new Node.Entry(above.key(), merge(lower, upper))
        : above;
  }
}
