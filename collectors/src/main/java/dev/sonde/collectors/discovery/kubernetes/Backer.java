package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.HashSet;
import java.util.Set;

/// What stands behind an address: a pod, as a rule.
///
/// @param kind empty when nothing is named
record Backer(String kind, String namespace, String name) {
  static Backer read(Tree reference) {
    return new Backer(
        reference.at("kind").text(), reference.at("namespace").text(), reference.at("name").text());
  }

  boolean isPod() {
    return kind.equals("Pod");
  }

  /// The node whose labels an address on it has.
  ///
  /// @param named the node that the address itself names, or empty text
  String node(String named) {
    return named.isEmpty() && kind.equals("Node") ? name : named;
  }

  String key() {
    return Meta.key(namespace, name);
  }

  Set<Reference> references(String named) {
    var all = new HashSet<Reference>();
    if (isPod()) {
      all.add(new Reference(Resource.PODS, key()));
    }
    String node = node(named);
    if (!node.isEmpty()) {
      all.add(new Reference(Resource.NODES, node));
    }
    return all;
  }
}
