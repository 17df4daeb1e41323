package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.Map;

/// What every object has.
///
/// @param namespace empty for what lives in none
record Meta(
    String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {

  static Meta read(Tree object) {
    Tree in = object.at("metadata");
    return new Meta(
        in.at("namespace").text(),
        in.at("name").text(),
        in.at("labels").texts(),
        in.at("annotations").texts());
  }

  /// Tells it from the others of its kind.
  String key() {
    return key(namespace, name);
  }

  static String key(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
