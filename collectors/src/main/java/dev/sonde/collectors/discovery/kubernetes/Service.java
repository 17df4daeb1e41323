package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.List;

/// @param type `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`
record Service(
    Meta meta,
    String type,
    String clusterIp,
    String externalName,
    String loadBalancerIp,
    List<Port> ports)
    implements Item {

  record Port(String name, long number, String protocol) {
    static Port read(Tree port) {
      return new Port(
          port.at("name").text(), port.at("port").number(0), port.at("protocol").text("TCP"));
    }
  }

  static Service read(Tree service) {
    Tree spec = service.at("spec");
    return new Service(
        Meta.read(service),
        spec.at("type").text("ClusterIP"),
        spec.at("clusterIP").text(),
        spec.at("externalName").text(),
        spec.at("loadBalancerIP").text(),
        spec.at("ports").elements().stream().map(Port::read).toList());
  }
}
