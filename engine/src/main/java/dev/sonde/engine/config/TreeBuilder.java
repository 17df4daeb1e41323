package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Builds a tree from paths and values; later ones win.
public final class TreeBuilder {
  private final List<Node.Mapping> layers = new ArrayList<>();

  /// Sets a key.
  ///
  /// @param path keys joined by dots
  public void put(String path, Node value) {
    layers.add(nested(KeyPath.split(path), value));
  }

  /// Sets a key to a single value.
  public void put(String path, String text, Origin origin) {
    put(path, Node.Scalar.of(text, origin));
  }

  /// What was set so far.
  public Node.Mapping tree() {
    return Layers.merge(layers);
  }

  static Node.Mapping nested(List<String> keys, Node value) {
    Node inner = keys.size() == 1 ? value : nested(keys.subList(1, keys.size()), value);
    Map<String, Node.Entry> entry = Map.of(keys.getFirst(), new Node.Entry(value.origin(), inner));
    return new Node.Mapping(entry, value.origin());
  }
}
