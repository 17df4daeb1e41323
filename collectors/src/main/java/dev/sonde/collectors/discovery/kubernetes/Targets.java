package dev.sonde.collectors.discovery.kubernetes;

import java.util.List;
import java.util.Map;

/// Makes an object's targets. For one thread.
final class Targets {
  private final KubernetesLabels labels;
  private final PodTargets pods;
  private final BackedTargets backed;

  Targets(Attached attach, Lookup lookup) {
    this.labels = new KubernetesLabels(attach, lookup);
    this.pods = new PodTargets(labels);
    this.backed = new BackedTargets(labels, pods, lookup);
  }

  List<Map<String, String>> of(Item item) {
    return switch (item) {
      case Pod pod -> pods.of(pod);
      case Service service -> ServiceTargets.of(service, labels);
      case Endpoints endpoints -> backed.of(endpoints);
      case EndpointSlice slice -> backed.of(slice);
      case Ingress ingress -> IngressTargets.of(ingress, labels);
      case Node node -> NodeTargets.of(node, labels);
      case Namespace _ -> List.of();
    };
  }
}
