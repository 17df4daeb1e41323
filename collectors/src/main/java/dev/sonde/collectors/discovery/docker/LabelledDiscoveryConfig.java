package dev.sonde.collectors.discovery.docker;

import dev.sonde.api.SecretParameters;
import dev.sonde.api.Settings;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Containers that say by their labels that they want to be scraped.
///
/// @param endpoints where container engines are; empty to look for them
/// @param tls for those that are reached by TCP
/// @param prefix that the labels begin with
/// @param host where published ports of this machine are
/// @param published are containers reached by the ports that they publish alone? Empty to find out
/// @param refreshInterval how often containers are listed, and engines looked for
public record LabelledDiscoveryConfig(
    List<String> endpoints,
    Optional<TlsConfig> tls,
    String prefix,
    String host,
    Optional<Boolean> published,
    Duration refreshInterval)
    implements DiscoveryConfig {
  private static final Path ROOT = Path.of("/");
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public LabelledDiscoveryConfig {
    endpoints = List.copyOf(endpoints);
  }

  /// Reads it.
  public static LabelledDiscoveryConfig read(Settings in) {
    return new LabelledDiscoveryConfig(
        in.parsedList(
            "endpoints",
            List.of(),
            LabelledDiscoveryConfig::endpoint,
            "Where container engines are, such as unix:///run/docker.sock or tcp://build:2376. When"
                + " empty they are looked for as collectors.containers does."),
        in.section("tls", "TLS for engines that are reached by TCP.", TlsConfig::read),
        in.text(
            "prefix",
            "prometheus.io",
            "What the labels begin with: PREFIX/scrape, PREFIX/port, PREFIX/path, PREFIX/scheme."),
        in.text(
            "host",
            "127.0.0.1",
            "Where ports are that containers publish, or have in the machine's own network."),
        in.flag(
            "published",
            "Are containers reached by the ports alone that they publish? Not set: of engines"
                + " elsewhere and of those that are not root's."),
        in.duration(
            "refresh_interval",
            REFRESH,
            SHORTEST,
            LONGEST,
            "How often containers are listed, and engines looked for. When an engine says that"
                + " something happened to a container, that is done at once."));
  }

  @Override
  public String kind() {
    return "containers";
  }

  @Override
  public String place() {
    return endpoints.isEmpty()
        ? "the containers of this machine"
        : endpoints.stream()
            .map(each -> SecretParameters.hidden(each, "***"))
            .collect(Collectors.joining(", ", "the containers of ", ""));
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new LabelledDiscovery(this, tools, ROOT, new SplittableRandom());
  }

  private static String endpoint(String text) {
    Endpoint.parse(text, Optional.empty());
    return text;
  }
}
