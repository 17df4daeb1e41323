package dev.sonde.collectors.discovery.kubernetes;

import static dev.sonde.collectors.discovery.kubernetes.KubernetesLabels.PREFIX;

import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.List;
import java.util.Map;

/// One target for each node: its kubelet.
final class NodeTargets {
  private NodeTargets() {}

  static List<Map<String, String>> of(Node node, KubernetesLabels labels) {
    if (node.address().isEmpty()) {
      return List.of();
    }
    TargetLabels target = labels.of("node", node);
    target.put(PREFIX + "node_provider_id", node.providerId());
    node.addresses()
        .forEach((type, address) -> target.put(PREFIX + "node_address_", type, address));
    target.put("instance", node.meta().name());
    return List.of(target.address(node.address(), node.port()).made());
  }
}
