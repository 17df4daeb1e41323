package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Some of the addresses behind a service.
///
/// @param addressType `IPv4`, `IPv6` or `FQDN`
record EndpointSlice(Meta meta, String addressType, List<Port> ports, List<Endpoint> endpoints)
    implements Item {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  /// Any of it may be empty.
  ///
  /// @param number 0 when it has none: all ports are meant
  record Port(String name, long number, String protocol, String appProtocol) {
    static Port read(Tree port) {
      return new Port(
          port.at("name").text(),
          port.at("port").number(0),
          port.at("protocol").text(),
          port.at("appProtocol").text());
    }
  }

  /// @param conditions by name, `ready` and others, each `true` or `false`
  record Endpoint(
      List<String> addresses,
      Map<String, String> conditions,
      String hostname,
      String node,
      String zone,
      Map<String, String> topology,
      Backer backer) {
    static Endpoint read(Tree endpoint) {
      return new Endpoint(
          endpoint.at("addresses").elements().stream().map(Tree::text).toList(),
          endpoint.at("conditions").texts(),
          endpoint.at("hostname").text(),
          endpoint.at("nodeName").text(),
          endpoint.at("zone").text(),
          endpoint.at("deprecatedTopology").texts(),
          Backer.read(endpoint.at("targetRef")));
    }
  }

  static EndpointSlice read(Tree slice) {
    return new EndpointSlice(
        Meta.read(slice),
        slice.at("addressType").text(),
        slice.at("ports").elements().stream().map(Port::read).toList(),
        slice.at("endpoints").elements().stream().map(Endpoint::read).toList());
  }

  /// The service it belongs to, which may be none.
  String service() {
    return Meta.key(meta.namespace(), meta.labels().getOrDefault(SERVICE_NAME, ""));
  }

  @Override
  public Set<Reference> references() {
    var all = new HashSet<Reference>();
    all.add(new Reference(Resource.SERVICES, service()));
    for (Endpoint endpoint : endpoints) {
      all.addAll(endpoint.backer().references(endpoint.node()));
    }
    return all;
  }
}
