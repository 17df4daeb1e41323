package dev.sonde.collectors.discovery.docker;

import dev.sonde.api.SecretParameters;
import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
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

/// An element of `docker_sd_configs`, key by key.
///
/// @param host where the engine is, such as `unix:///var/run/docker.sock`
/// @param port of targets that expose none
/// @param hostNetworkingHost the address of targets in the machine's network
/// @param matchFirstNetwork is a container in several networks a target in the first one alone?
/// @param filters that containers pass
/// @param refreshInterval how often they are listed whatever the engine says
/// @param access how an engine behind HTTP or TLS is asked
public record DockerDiscoveryConfig(
    String host,
    int port,
    String hostNetworkingHost,
    boolean matchFirstNetwork,
    List<Filter> filters,
    Duration refreshInterval,
    HttpAccess access)
    implements DiscoveryConfig {
  private static final int PORT = 80;
  private static final int MOST_PORT = 65_535;
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(3650);

  public DockerDiscoveryConfig {
    filters = List.copyOf(filters);
  }

  /// Reads the keys of one of `docker_sd_configs`.
  ///
  /// @param directory what relative paths begin at
  public static DockerDiscoveryConfig read(Settings in, Path directory) {
    HttpAccess access = HttpAccess.read(in, directory);
    return new DockerDiscoveryConfig(
        host(in, access),
        (int) in.integer("port", PORT, 1, MOST_PORT, "The port of targets that expose none."),
        in.text(
            "host_networking_host",
            "localhost",
            "The address of targets that are in the machine's own network."),
        in.flag(
            "match_first_network",
            true,
            "Is a container in several networks a target in the first one, by name, alone?"),
        in.sections("filters", "Which containers the engine lists.", Filter::read),
        in.duration(
            "refresh_interval",
            REFRESH,
            SHORTEST,
            LONGEST,
            "How often containers are listed. When the engine says that something happened to one,"
                + " that is done at once."),
        access);
  }

  @Override
  public String kind() {
    return "docker";
  }

  @Override
  public String place() {
    return "the containers of " + SecretParameters.hidden(host, "***");
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new DockerDiscovery(this, tools, new SplittableRandom());
  }

  Endpoint endpoint() {
    return Endpoint.parse(host, tls(access));
  }

  /// With `tcp://`, which says nothing about TLS, it is spoken when there is something to say of
  /// it.
  private static Optional<TlsConfig> tls(HttpAccess access) {
    return access.tls().equals(TlsConfig.DEFAULT) ? Optional.empty() : Optional.of(access.tls());
  }

  private static String host(Settings in, HttpAccess access) {
    String host =
        in.required(
            "host", "Where the engine is: unix:///path, tcp://HOST:PORT, https://HOST:PORT.");
    if (!host.isEmpty()) {
      try {
        Endpoint.parse(host, tls(access));
      } catch (IllegalArgumentException e) {
        in.problem("host", String.valueOf(e.getMessage()));
      }
    }
    return host;
  }
}
