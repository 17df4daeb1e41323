package dev.sonde.collectors.container;

import dev.sonde.api.Settings;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.http.tls.TlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which containers are measured, and how they are found.
///
/// @param endpoints where container engines are; empty to look for them
/// @param tls for those that are reached by TCP
/// @param names which containers by name
/// @param images which by image
/// @param labels which by label, as `name=value`
/// @param states which by state
/// @param labelsFrom which of their labels become labels of their series
/// @param identity do the names that Compose and Kubernetes gave them become labels?
/// @param requestTimeout how long an engine may take for an answer
/// @param maxContainers how many containers of one engine are measured
public record ContainerConfig(
    List<String> endpoints,
    Optional<TlsConfig> tls,
    Selection names,
    Selection images,
    Selection labels,
    Selection states,
    List<String> labelsFrom,
    boolean identity,
    Duration requestTimeout,
    int maxContainers) {
  /// What an empty configuration means.
  public static final ContainerConfig DEFAULT =
      new ContainerConfig(
          List.of(),
          Optional.empty(),
          Selection.ALL,
          Selection.ALL,
          Selection.ALL,
          Selection.ALL,
          List.of(),
          true,
          Duration.ofSeconds(5),
          2000);

  private static final int MOST = 20_000;

  public ContainerConfig {
    endpoints = List.copyOf(endpoints);
    labelsFrom = List.copyOf(labelsFrom);
  }

  static ContainerConfig read(Settings settings) {
    return new ContainerConfig(
        settings.parsedList(
            "endpoints",
            List.of(),
            ContainerConfig::endpoint,
            "Where container engines are, such as unix:///run/docker.sock or tcp://build:2376. When"
                + " empty, DOCKER_HOST, CONTAINER_HOST, Docker's context, Podman's default"
                + " connection and the usual sockets are tried."),
        settings.section("tls", "TLS for engines that are reached by TCP.", TlsConfig::read),
        settings.section(
            "names", "Which containers are measured.", in -> Selection.read(in, "name")),
        settings.section(
            "images", "Which containers are measured.", in -> Selection.read(in, "image")),
        settings.section(
            "labels",
            "Which containers are measured.",
            in -> Selection.read(in, "labels (as name=value)")),
        settings.section(
            "states", "Which containers are measured.", in -> Selection.read(in, "state")),
        settings.texts(
            "labels_from",
            List.of(),
            "Labels of containers that their series get too: com.example.team becomes"
                + " com_example_team."),
        settings.flag(
            "identity",
            DEFAULT.identity,
            "Series also get the names that Compose and Kubernetes gave: compose_project,"
                + " compose_service, namespace, pod, container."),
        settings.duration(
            "request_timeout",
            DEFAULT.requestTimeout,
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "How long an engine may take for an answer."),
        (int)
            settings.integer(
                "max_containers",
                DEFAULT.maxContainers,
                1,
                MOST,
                "How many containers of one engine are measured; the rest are counted as absent."));
  }

  private static String endpoint(String text) {
    Endpoint.parse(text, Optional.empty());
    return text;
  }
}
