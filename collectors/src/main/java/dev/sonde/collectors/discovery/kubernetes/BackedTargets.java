package dev.sonde.collectors.discovery.kubernetes;

import static dev.sonde.collectors.discovery.kubernetes.KubernetesLabels.PREFIX;

import dev.sonde.collectors.discovery.kubernetes.EndpointSlice.Endpoint;
import dev.sonde.collectors.discovery.kubernetes.Endpoints.Address;
import dev.sonde.collectors.discovery.kubernetes.Endpoints.Subset;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.List;
import java.util.Map;

/// One target for each address and port behind a service, and one for each other port of the pods
/// behind it.
final class BackedTargets {
  private final KubernetesLabels labels;
  private final PodTargets pods;
  private final Lookup lookup;

  BackedTargets(KubernetesLabels labels, PodTargets pods, Lookup lookup) {
    this.labels = labels;
    this.pods = pods;
    this.lookup = lookup;
  }

  List<Map<String, String>> of(Endpoints endpoints) {
    TargetLabels common = labels.of("endpoints", endpoints);
    service(common, endpoints.meta().key());
    var found = new Backed(common, labels, pods, lookup);
    for (Subset subset : endpoints.subsets()) {
      for (Endpoints.Port port : subset.ports()) {
        for (Address address : subset.addresses()) {
          found.add(
              target(port, address),
              address.node(),
              address.backer(),
              port.number(),
              port.protocol());
        }
      }
    }
    return found.all();
  }

  List<Map<String, String>> of(EndpointSlice slice) {
    TargetLabels common = labels.of("endpointslice", slice);
    common.put(PREFIX + "endpointslice_address_type", slice.addressType());
    service(common, slice.service());
    var found = new Backed(common, labels, pods, lookup);
    for (EndpointSlice.Port port : slice.ports()) {
      for (Endpoint endpoint : slice.endpoints()) {
        for (String address : endpoint.addresses()) {
          found.add(
              target(port, endpoint, address),
              endpoint.node(),
              endpoint.backer(),
              port.number(),
              port.protocol());
        }
      }
    }
    return found.all();
  }

  private void service(TargetLabels to, String key) {
    if (lookup.find(Resource.SERVICES, key) instanceof Service service) {
      labels.object(to, "service", service.meta());
    }
  }

  private TargetLabels target(Endpoints.Port port, Address address) {
    return labels
        .none()
        .address(address.ip(), port.number())
        .put(PREFIX + "endpoint_port_name", port.name())
        .put(PREFIX + "endpoint_port_protocol", port.protocol())
        .put(PREFIX + "endpoint_ready", String.valueOf(address.ready()))
        .put(PREFIX + "endpoint_hostname", address.hostname())
        .put(PREFIX + "endpoint_node_name", address.node())
        .put(PREFIX + "endpoint_address_target_kind", address.backer().kind())
        .put(PREFIX + "endpoint_address_target_name", address.backer().name());
  }

  private TargetLabels target(EndpointSlice.Port port, Endpoint endpoint, String address) {
    String prefix = PREFIX + "endpointslice_";
    TargetLabels target = labels.none();
    if (port.number() > 0) {
      target.address(address, port.number()).put(prefix + "port", String.valueOf(port.number()));
    } else {
      target.address(address);
    }
    target
        .put(prefix + "port_name", port.name())
        .put(prefix + "port_protocol", port.protocol())
        .put(prefix + "port_app_protocol", port.appProtocol())
        .put(prefix + "endpoint_hostname", endpoint.hostname())
        .put(prefix + "endpoint_node_name", endpoint.node())
        .put(prefix + "endpoint_zone", endpoint.zone())
        .put(prefix + "address_target_kind", endpoint.backer().kind())
        .put(prefix + "address_target_name", endpoint.backer().name());
    for (String condition : List.of("ready", "serving", "terminating")) {
      String is = endpoint.conditions().getOrDefault(condition, "");
      target.put(prefix + "endpoint_conditions_" + condition, is);
    }
    endpoint
        .topology()
        .forEach((key, value) ->
            target
                .put(prefix + "endpoint_topology_", key, value)
                .put(prefix + "endpoint_topology_present_", key, "true"));
    return target;
  }
}
