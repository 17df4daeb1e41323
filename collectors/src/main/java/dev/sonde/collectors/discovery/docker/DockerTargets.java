package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.discovery.watching.LabelNames;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes targets of containers as Prometheus' `docker_sd_configs` does: one for each network and
/// each TCP port that a container exposes, one for each network of a container without such ports.
/// For one thread.
final class DockerTargets {
  private static final String PREFIX = "__meta_docker_";
  private static final int MOST = 100_000;

  private final DockerDiscoveryConfig config;
  private final LabelNames names = new LabelNames();

  DockerTargets(DockerDiscoveryConfig config) {
    this.config = config;
  }

  /// @param networks as the engine lists them
  /// @throws IOException when there are too many
  List<Map<String, String>> of(Containers containers, Tree networks) throws IOException {
    Map<String, TargetLabels> known = networks(networks);
    var targets = new ArrayList<Map<String, String>>();
    for (Listed each : containers.all()) {
      if (!each.names().isEmpty()) {
        add(each, containers, known, targets);
      }
      if (targets.size() > MOST) {
        throw new IOException("there are more than " + MOST + " targets; choose with filters");
      }
    }
    return List.copyOf(targets);
  }

  private void add(
      Listed container,
      Containers containers,
      Map<String, TargetLabels> known,
      List<Map<String, String>> to) {
    TargetLabels own = own(container);
    Map<String, Tree> networks = containers.networked(container).networks();
    if (networks.isEmpty() && container.isInHostNetwork()) {
      to.add(own.address(config.hostNetworkingHost()).made());
    }
    for (Tree network : chosen(networks.values())) {
      String ip = network.at("IPAddress").text();
      var labels = own.copy().put(PREFIX + "network_ip", ip);
      TargetLabels more = known.get(network.at("NetworkID").text());
      add(container, ip, more == null ? labels : labels.putAll(more), to);
    }
  }

  /// Those in one network.
  private void add(Listed container, String ip, TargetLabels labels, List<Map<String, String>> to) {
    boolean exposes = false;
    for (Listed.Port port : container.ports()) {
      if (port.isTcp()) {
        exposes = true;
        to.add(published(labels.copy(), port).address(ip, port.inside()).made());
      }
    }
    if (!exposes) {
      to.add(portless(container, ip, labels).made());
    }
  }

  private TargetLabels own(Listed container) {
    var own =
        new TargetLabels(names)
            .put(PREFIX + "container_id", container.id())
            .put(PREFIX + "container_name", container.names().getFirst())
            .put(PREFIX + "container_network_mode", container.mode());
    container.labels().forEach((key, value) -> own.put(PREFIX + "container_label_", key, value));
    return own;
  }

  private Collection<Tree> chosen(Collection<Tree> networks) {
    return config.matchFirstNetwork() && networks.size() > 1
        ? List.of(networks.iterator().next())
        : networks;
  }

  private TargetLabels portless(Listed container, String ip, TargetLabels labels) {
    return container.isInHostNetwork()
        ? labels.address(config.hostNetworkingHost())
        : labels.address(ip, config.port());
  }

  private static TargetLabels published(TargetLabels labels, Listed.Port port) {
    labels.put(PREFIX + "port_private", String.valueOf(port.inside()));
    if (port.published() > 0) {
      labels
          .put(PREFIX + "port_public", String.valueOf(port.published()))
          .put(PREFIX + "port_public_ip", port.ip());
    }
    return labels;
  }

  /// By id, and by name as well: Podman calls them so where Docker has the id.
  private Map<String, TargetLabels> networks(Tree all) {
    var known = new HashMap<String, TargetLabels>();
    for (Tree each : all.elements()) {
      String name = each.at("Name").text();
      var labels =
          new TargetLabels(names)
              .put(PREFIX + "network_id", each.at("Id").text())
              .put(PREFIX + "network_name", name)
              .put(PREFIX + "network_scope", each.at("Scope").text())
              .put(PREFIX + "network_internal", String.valueOf(each.at("Internal").isTrue()))
              .put(PREFIX + "network_ingress", String.valueOf(each.at("Ingress").isTrue()));
      each.at("Labels")
          .texts()
          .forEach((key, value) -> labels.put(PREFIX + "network_label_", key, value));
      known.putIfAbsent(name, labels);
      known.put(each.at("Id").text(), labels);
    }
    return known;
  }
}
