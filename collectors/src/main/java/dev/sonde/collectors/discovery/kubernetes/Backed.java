package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.kubernetes.Pod.Container;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The targets behind one service while they are gathered, and which pods were met on the way.
final class Backed {
  private final TargetLabels common;
  private final KubernetesLabels labels;
  private final PodTargets pods;
  private final Lookup lookup;
  private final List<Map<String, String>> targets = new ArrayList<>();
  private final Map<String, Met> met = new LinkedHashMap<>();

  /// @param ports those of the service
  private record Met(Pod pod, Set<Long> ports) {}

  Backed(TargetLabels common, KubernetesLabels labels, PodTargets pods, Lookup lookup) {
    this.common = common;
    this.labels = labels;
    this.pods = pods;
    this.lookup = lookup;
  }

  /// An address that the service has itself.
  void add(TargetLabels target, String node, Backer backer, long port, String protocol) {
    labels.node(target, backer.node(node));
    @Nullable Pod pod = pod(backer);
    if (pod != null) {
      pods.pod(target, pod);
      container(target, pod, port, protocol);
      met.computeIfAbsent(backer.key(), _ -> new Met(pod, new HashSet<>())).ports().add(port);
    }
    take(target);
  }

  /// All of them, with the other ports of the pods that were met.
  List<Map<String, String>> all() {
    for (Met each : met.values()) {
      if (!each.pod().ip().isEmpty()) {
        others(each.pod(), each.ports());
      }
    }
    return targets;
  }

  private @Nullable Pod pod(Backer backer) {
    return backer.isPod() && lookup.find(Resource.PODS, backer.key()) instanceof Pod pod
        ? pod
        : null;
  }

  /// The last container that has the port, as Prometheus does.
  private static void container(TargetLabels to, Pod pod, long number, String protocol) {
    for (Container container : pod.containers()) {
      for (Pod.Port port : container.ports()) {
        if (port.number() == number) {
          PodTargets.port(PodTargets.container(to, container), port, protocol);
          break;
        }
      }
    }
  }

  private void others(Pod pod, Set<Long> ports) {
    for (Container container : pod.containers()) {
      for (Pod.Port port : container.ports()) {
        if (!ports.contains(port.number())) {
          TargetLabels target = labels.none().address(pod.ip(), port.number());
          pods.pod(target, pod);
          labels.node(target, pod.node());
          PodTargets.port(PodTargets.container(target, container), port, port.protocol());
          take(target);
        }
      }
    }
  }

  private void take(TargetLabels target) {
    targets.add(common.copy().putAll(target).made());
  }
}
