package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.container.engine.ContainerId;
import dev.sonde.collectors.discovery.watching.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One container as a list has it.
///
/// @param names as they are written, Docker's with a slash; empty for one that has none
/// @param mode of its network, such as `bridge`, `host`, `container:<id>`
/// @param networks by name, each with its addresses
/// @param ports those that it exposes
record Listed(
    String id,
    List<String> names,
    String mode,
    Map<String, String> labels,
    Map<String, Tree> networks,
    List<Port> ports) {
  private static final String SHARED = "container:";

  /// A port of a container.
  ///
  /// @param published on which port of the machine it is, 0 when on none
  /// @param ip on which of the machine's addresses
  record Port(String type, long inside, long published, String ip) {
    boolean isTcp() {
      return type.equals("tcp");
    }

    private static Port of(Tree port) {
      return new Port(
          port.at("Type").text(),
          port.at("PrivatePort").number(0),
          port.at("PublicPort").number(0),
          port.at("IP").text());
    }
  }

  /// @param modes of those whose list does not say it, by id
  static Optional<Listed> of(Tree container, Map<String, String> modes) {
    return ContainerId.of(container.at("Id").text())
        .map(id ->
            new Listed(
                id,
                container.at("Names").elements().stream().map(Tree::text).toList(),
                container.at("HostConfig", "NetworkMode").text(modes.getOrDefault(id, "")),
                container.at("Labels").texts(),
                networks(container.at("NetworkSettings", "Networks")),
                container.at("Ports").elements().stream().map(Port::of).toList()));
  }

  /// The name without a slash.
  String plainName() {
    String name = names.isEmpty() ? id : names.getFirst();
    return name.startsWith("/") ? name.substring(1) : name;
  }

  boolean isInHostNetwork() {
    return mode.equals("host");
  }

  /// The container whose network this one shares.
  Optional<String> connected() {
    return mode.startsWith(SHARED)
        ? Optional.of(mode.substring(SHARED.length()))
        : Optional.empty();
  }

  /// TCP ports, the lowest first.
  List<Port> tcp() {
    return ports.stream()
        .filter(Port::isTcp)
        .sorted(Comparator.comparingLong(Port::inside))
        .toList();
  }

  /// This one with the networks and ports of another.
  Listed sharing(Listed other) {
    return new Listed(id, names, mode, labels, other.networks, other.ports);
  }

  private static Map<String, Tree> networks(Tree all) {
    var networks = new TreeMap<String, Tree>();
    all.each((name, network) -> {
      if (network.isObject()) {
        networks.put(name, network);
      }
    });
    return networks;
  }
}
