package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The keys `<kind>_sd_configs`: those that are read, and those that are only known.
final class Discoveries {
  private static final String END = "_sd_configs";

  /// Prometheus' others.
  private static final List<String> FOREIGN =
      List.of(
          "azure",
          "consul",
          "digitalocean",
          "dns",
          "docker",
          "dockerswarm",
          "ec2",
          "eureka",
          "file",
          "gce",
          "hetzner",
          "http",
          "ionos",
          "kubernetes",
          "kuma",
          "lightsail",
          "linode",
          "marathon",
          "nerve",
          "nomad",
          "openstack",
          "ovhcloud",
          "puppetdb",
          "scaleway",
          "serverset",
          "stackit",
          "triton",
          "uyuni",
          "vultr");

  private final Map<String, Function<Settings, List<DiscoveryConfig>>> readers;

  /// @param readers by kind
  Discoveries(Map<String, Function<Settings, List<DiscoveryConfig>>> readers) {
    this.readers = new LinkedHashMap<>(readers);
  }

  List<DiscoveryConfig> read(Settings in) {
    List<DiscoveryConfig> found = new ArrayList<>();
    readers.forEach((kind, reader) ->
        in.sections(kind + END, "Targets found by " + kind + ".", reader).forEach(found::addAll));
    List<String> kinds = new ArrayList<>(List.of("static"));
    kinds.addAll(readers.keySet());
    String why = "is not used, so it finds no targets; there are " + String.join(", ", kinds);
    for (String kind : FOREIGN) {
      if (!readers.containsKey(kind)) {
        in.unused(kind + END, why);
      }
    }
    return found;
  }
}
