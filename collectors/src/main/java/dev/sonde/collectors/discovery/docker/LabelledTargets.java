package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.discovery.watching.LabelNames;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import dev.sonde.collectors.discovery.watching.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a target of a container whose labels say that it wants to be scraped. For one thread.
final class LabelledTargets {
  private static final String META = "__meta_docker_container_";
  private static final long MOST_PORT = 65_535;

  /// Labels of containers that become labels of their targets.
  private static final List<Map.Entry<String, String>> IDENTITY =
      List.of(
          Map.entry("io.podman.compose.project", "compose_project"),
          Map.entry("com.docker.compose.project", "compose_project"),
          Map.entry("com.docker.compose.service", "compose_service"));

  private final String prefix;
  private final Reach reach;
  private final LabelNames names = new LabelNames();

  /// @param prefix that the labels begin with, such as `prometheus.io`
  LabelledTargets(String prefix, Reach reach) {
    this.prefix = prefix;
    this.reach = reach;
  }

  /// Where to scrape it.
  private record Place(String host, long port) {}

  /// Empty for one that does not want to be scraped.
  Optional<Offer> of(Listed container, Containers all) {
    return said(container, "scrape").equals("true")
        ? Optional.of(offer(container, all))
        : Optional.empty();
  }

  private Offer offer(Listed container, Containers all) {
    String scheme = said(container, "scheme");
    if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https")) {
      return new Offer.Unfit("its label " + name("scheme") + " is neither http nor https");
    }
    Listed networked = all.networked(container);
    Optional<Long> port = port(container, networked);
    if (port.isEmpty()) {
      return new Offer.Unfit(portless(container));
    }
    return place(networked, port.get())
        .<Offer>map(place -> new Offer.Target(labels(container, scheme, place)))
        .orElseGet(() -> new Offer.Unfit(unreachable(port.get())));
  }

  private String portless(Listed container) {
    return said(container, "port").isEmpty()
        ? "it exposes no TCP port; say it with the label " + name("port")
        : "its label " + name("port") + " is no port";
  }

  private static String unreachable(long port) {
    return "its port "
        + port
        + " can't be reached: it has no network of its own here, and the port is not published";
  }

  private Map<String, String> labels(Listed container, String scheme, Place place) {
    String path = said(container, "path");
    var labels =
        new TargetLabels(names)
            .address(place.host(), place.port())
            .put("__scheme__", scheme)
            .put("__metrics_path__", path.isEmpty() || path.startsWith("/") ? path : "/" + path)
            .put("container_name", container.plainName())
            .put(META + "id", container.id())
            .put(META + "name", container.names().isEmpty() ? "" : container.names().getFirst())
            .put(META + "network_mode", container.mode());
    container.labels().forEach((key, value) -> labels.put(META + "label_", key, value));
    for (var each : IDENTITY) {
      labels.put(each.getValue(), container.labels().getOrDefault(each.getKey(), ""));
    }
    return labels.made();
  }

  private Optional<Long> port(Listed container, Listed networked) {
    String said = said(container, "port");
    if (said.isEmpty()) {
      return networked.tcp().stream().map(Listed.Port::inside).findFirst();
    }
    return said.matches("\\d{1,5}")
        ? Optional.of(Long.parseLong(said)).filter(port -> port > 0 && port <= MOST_PORT)
        : Optional.empty();
  }

  private Optional<Place> place(Listed networked, long port) {
    if (networked.isInHostNetwork()) {
      return Optional.of(new Place(reach.host(), port));
    }
    Optional<Place> own =
        networked.networks().values().stream()
            .map(LabelledTargets::ip)
            .filter(ip -> !ip.isEmpty() && !reach.published())
            .findFirst()
            .map(ip -> new Place(ip, port));
    return own.or(() -> published(networked, port));
  }

  private static String ip(Tree network) {
    return network.at("IPAddress").text(network.at("GlobalIPv6Address").text());
  }

  private Optional<Place> published(Listed networked, long port) {
    return networked.tcp().stream()
        .filter(each -> each.inside() == port && each.published() > 0)
        .findFirst()
        .map(each -> new Place(reach.published(each), each.published()));
  }

  private String said(Listed container, String what) {
    return container.labels().getOrDefault(name(what), "").strip();
  }

  private String name(String what) {
    return prefix + "/" + what;
  }
}
