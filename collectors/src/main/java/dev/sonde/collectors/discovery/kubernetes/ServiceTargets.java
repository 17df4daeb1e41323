package dev.sonde.collectors.discovery.kubernetes;

import static dev.sonde.collectors.discovery.kubernetes.KubernetesLabels.PREFIX;

import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.List;
import java.util.Map;

/// One target for each port, by the service's name in the cluster.
final class ServiceTargets {
  private ServiceTargets() {}

  static List<Map<String, String>> of(Service service, KubernetesLabels labels) {
    TargetLabels common = labels.of("service", service);
    common.put(PREFIX + "service_type", service.type());
    switch (service.type()) {
      case "ExternalName" -> common.put(PREFIX + "service_external_name", service.externalName());
      case "LoadBalancer" ->
          common
              .put(PREFIX + "service_cluster_ip", service.clusterIp())
              .put(PREFIX + "service_loadbalancer_ip", service.loadBalancerIp());
      default -> common.put(PREFIX + "service_cluster_ip", service.clusterIp());
    }
    String host = service.meta().name() + "." + service.meta().namespace() + ".svc";
    return service.ports().stream().map(port -> target(common, host, port)).toList();
  }

  private static Map<String, String> target(TargetLabels common, String host, Service.Port port) {
    return common
        .copy()
        .address(host, port.number())
        .put(PREFIX + "service_port_name", port.name())
        .put(PREFIX + "service_port_number", String.valueOf(port.number()))
        .put(PREFIX + "service_port_protocol", port.protocol())
        .made();
  }
}
