package dev.sonde.collectors.discovery.kubernetes;

import static dev.sonde.collectors.discovery.kubernetes.KubernetesLabels.PREFIX;

import dev.sonde.collectors.discovery.kubernetes.Pod.Container;
import dev.sonde.collectors.discovery.kubernetes.Pod.Port;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One target for each port of each container, or one without a port for a container that names
/// none.
final class PodTargets {
  private final KubernetesLabels labels;

  PodTargets(KubernetesLabels labels) {
    this.labels = labels;
  }

  List<Map<String, String>> of(Pod pod) {
    if (pod.ip().isEmpty()) {
      return List.of();
    }
    var all = new ArrayList<Map<String, String>>();
    TargetLabels common = labels.of("pod", pod);
    about(common, pod);
    labels.node(common, pod.node());
    for (Container container : pod.containers()) {
      TargetLabels one = common.copy();
      container(one, container);
      one.put(PREFIX + "pod_container_id", container.id());
      if (container.ports().isEmpty()) {
        all.add(one.address(pod.ip()).made());
      }
      for (Port port : container.ports()) {
        TargetLabels each = one.copy().address(pod.ip(), port.number());
        all.add(port(each, port, port.protocol()).made());
      }
    }
    return all;
  }

  /// What is said of the pod behind an address.
  void pod(TargetLabels to, Pod pod) {
    labels.object(to, "pod", pod.meta());
    about(to, pod);
  }

  static TargetLabels container(TargetLabels to, Container container) {
    return to.put(PREFIX + "pod_container_name", container.name())
        .put(PREFIX + "pod_container_image", container.image())
        .put(PREFIX + "pod_container_init", String.valueOf(container.init()));
  }

  static TargetLabels port(TargetLabels to, Port port, String protocol) {
    return to.put(PREFIX + "pod_container_port_name", port.name())
        .put(PREFIX + "pod_container_port_number", String.valueOf(port.number()))
        .put(PREFIX + "pod_container_port_protocol", protocol);
  }

  private static void about(TargetLabels to, Pod pod) {
    to.put(PREFIX + "pod_ip", pod.ip())
        .put(PREFIX + "pod_ready", pod.ready())
        .put(PREFIX + "pod_phase", pod.phase())
        .put(PREFIX + "pod_node_name", pod.node())
        .put(PREFIX + "pod_host_ip", pod.hostIp())
        .put(PREFIX + "pod_uid", pod.uid())
        .put(PREFIX + "pod_controller_kind", pod.controller().kind())
        .put(PREFIX + "pod_controller_name", pod.controller().name());
  }
}
