package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognises metricsd's configuration, whose keys are written in any case.
final class MetricsdForm {
  private static final Set<String> OBJECTS =
      Set.of("server", "collector", "shipper", "tls", "endpoints");

  private MetricsdForm() {}

  /// Has it `shipper`, `endpoints` or `collector`, which no configuration of ours has?
  static boolean evident(Node.Mapping tree) {
    return at(tree, "shipper") != null
        || at(tree, "endpoints") != null
        || at(tree, "collector") instanceof Node.Mapping;
  }

  /// Has it, short of that, `server.host` or `server.port`?
  static boolean possible(Node.Mapping tree) {
    return evident(tree)
        || (at(tree, "server") instanceof Node.Mapping server
            && (at(server, "host") != null || at(server, "port") != null));
  }

  private static @Nullable Node at(Node.Mapping tree, String lowerCaseKey) {
    for (Map.Entry<String, Node.Entry> entry : tree.entries().entrySet()) {
      if (entry.getKey().equalsIgnoreCase(lowerCaseKey)) {
        return entry.getValue().value();
      }
    }
    return null;
  }

  /// The endpoints of a generic metrics pipeline, if this is the configuration of one.
  static @Nullable Node genericPipeline(Node.Mapping tree) {
    return tree.at("metrics") instanceof Node.Mapping metrics ? metrics.at("endpoints") : null;
  }

  /// The same tree with the keys of its objects in lower case; the last of two equal ones wins.
  static Node.Mapping lowerCase(Node.Mapping tree) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    tree.entries()
        .forEach((written, entry) -> {
          String key = written.toLowerCase(Locale.ROOT);
          Node value = OBJECTS.contains(key) ? lowerCase(entry.value()) : entry.value();
          entries.put(key, new Node.Entry(entry.key(), value));
        });
    return new Node.Mapping(entries, tree.origin());
  }

  private static Node lowerCase(Node node) {
    if (node instanceof Node.Sequence list) {
      List<Node> elements = new ArrayList<>();
      list.elements().forEach(element -> elements.add(lowerCase(element)));
      return new Node.Sequence(elements, list.origin());
    }
    return node instanceof Node.Mapping mapping ? lowerCase(mapping) : node;
  }
}
