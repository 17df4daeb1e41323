package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.discovery.watching.LabelNames;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import dev.sonde.collectors.discovery.watching.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes a target of each instance of a service. For one thread.
final class Instances {
  private static final String PREFIX = "__meta_consul_";

  private final String service;
  private final String separator;
  private final LabelNames names = new LabelNames();

  /// @param separator between tags, and round them
  Instances(String service, String separator) {
    this.service = service;
    this.separator = separator;
  }

  List<Map<String, String>> targets(Tree answer) {
    return answer.elements().stream().map(this::target).toList();
  }

  private Map<String, String> target(Tree entry) {
    Tree node = entry.at("Node");
    Tree instance = entry.at("Service");
    String address = node.at("Address").text();
    String own = instance.at("Address").text();
    long port = instance.at("Port").number(0);
    var labels = new TargetLabels(names).address(own.isEmpty() ? address : own, port);
    labels
        .put(PREFIX + "address", address)
        .put(PREFIX + "node", node.at("Node").text())
        .put(PREFIX + "dc", node.at("Datacenter").text())
        .put(PREFIX + "service", service)
        .put(PREFIX + "service_id", instance.at("ID").text())
        .put(PREFIX + "service_address", own)
        .put(PREFIX + "service_port", String.valueOf(port))
        .put(PREFIX + "namespace", instance.at("Namespace").text())
        .put(PREFIX + "partition", instance.at("Partition").text())
        .put(PREFIX + "tags", tags(instance))
        .put(PREFIX + "health", health(entry.at("Checks")));
    add(labels, "metadata_", node.at("Meta"));
    add(labels, "service_metadata_", instance.at("Meta"));
    add(labels, "tagged_address_", node.at("TaggedAddresses"));
    return labels.made();
  }

  private static void add(TargetLabels to, String prefix, Tree values) {
    values.each((key, value) -> to.put(PREFIX + prefix, key, value.text()));
  }

  private String tags(Tree instance) {
    List<String> tags = instance.at("Tags").elements().stream().map(Tree::text).toList();
    return separator + String.join(separator, tags) + separator;
  }

  /// The worst of all checks; maintenance is worse than that.
  private static String health(Tree checks) {
    var states = new ArrayList<String>();
    for (Tree check : checks.elements()) {
      String id = check.at("CheckID").text();
      boolean maintained = id.equals("_node_maintenance") || id.startsWith("_service_maintenance:");
      states.add(maintained ? "maintenance" : check.at("Status").text());
    }
    for (String bad : List.of("maintenance", "critical", "warning")) {
      if (states.contains(bad)) {
        return bad;
      }
    }
    return "passing";
  }
}
