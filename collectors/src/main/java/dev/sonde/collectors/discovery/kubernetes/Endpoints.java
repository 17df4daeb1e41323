package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The addresses behind a service of the same name.
record Endpoints(Meta meta, List<Subset> subsets) implements Item {

  /// Every address has every port.
  record Subset(List<Port> ports, List<Address> addresses) {}

  record Port(String name, long number, String protocol) {
    static Port read(Tree port) {
      return new Port(
          port.at("name").text(), port.at("port").number(0), port.at("protocol").text("TCP"));
    }
  }

  record Address(String ip, boolean ready, String hostname, String node, Backer backer) {
    static Address read(Tree address, boolean ready) {
      return new Address(
          address.at("ip").text(),
          ready,
          address.at("hostname").text(),
          address.at("nodeName").text(),
          Backer.read(address.at("targetRef")));
    }
  }

  static Endpoints read(Tree endpoints) {
    return new Endpoints(
        Meta.read(endpoints),
        endpoints.at("subsets").elements().stream().map(Endpoints::subset).toList());
  }

  @Override
  public Set<Reference> references() {
    var all = new HashSet<Reference>();
    all.add(new Reference(Resource.SERVICES, meta.key()));
    for (Subset subset : subsets) {
      for (Address address : subset.addresses()) {
        all.addAll(address.backer().references(address.node()));
      }
    }
    return all;
  }

  private static Subset subset(Tree subset) {
    var addresses = new ArrayList<Address>();
    subset.at("addresses").elements().forEach(each -> addresses.add(Address.read(each, true)));
    subset
        .at("notReadyAddresses")
        .elements()
        .forEach(each -> addresses.add(Address.read(each, false)));
    return new Subset(
        subset.at("ports").elements().stream().map(Port::read).toList(), List.copyOf(addresses));
  }
}
