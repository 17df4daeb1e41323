package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// @param port where its kubelet listens
/// @param addresses the first of each type
record Node(Meta meta, String providerId, long port, Map<String, String> addresses)
    implements Item {
  private static final long KUBELET = 10250;
  private static final List<String> PREFERRED =
      List.of("InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname");

  static Node read(Tree node) {
    var addresses = new LinkedHashMap<String, String>();
    for (Tree address : node.at("status", "addresses").elements()) {
      addresses.putIfAbsent(address.at("type").text(), address.at("address").text());
    }
    return new Node(
        Meta.read(node),
        node.at("spec", "providerID").text(),
        node.at("status", "daemonEndpoints", "kubeletEndpoint", "Port").number(KUBELET),
        Map.copyOf(addresses));
  }

  /// The one to scrape; empty when it has none.
  String address() {
    return PREFERRED.stream().map(addresses::get).filter(Objects::nonNull).findFirst().orElse("");
  }
}
