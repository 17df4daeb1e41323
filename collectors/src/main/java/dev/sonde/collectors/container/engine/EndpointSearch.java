package dev.sonde.collectors.container.engine;

import dev.sonde.api.SecretParameters;
import dev.sonde.http.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds container engines: those that the configuration names; else those that the environment and
/// the settings of Docker and Podman name, and whose sockets are at the usual places.
public final class EndpointSearch {
  private static final int MOST_USERS = 1000;
  private static final List<String> USUAL =
      List.of("run/docker.sock", "var/run/docker.sock", "run/podman/podman.sock");
  private static final List<String> ROOTLESS = List.of("docker.sock", "podman/podman.sock");

  private final List<String> endpoints;
  private final Optional<TlsConfig> tls;
  private final Map<String, String> environment;
  private final Path root;

  /// @param endpoints that somebody named; empty to look for them
  /// @param tls for those that are reached by TCP
  /// @param root of the file system, `/`
  public EndpointSearch(
      List<String> endpoints, Optional<TlsConfig> tls, Map<String, String> environment, Path root) {
    this.endpoints = List.copyOf(endpoints);
    this.tls = tls;
    this.environment = environment;
    this.root = root;
  }

  /// What was found.
  ///
  /// @param named those that somebody named
  /// @param problems what can't be used, and why
  public record Result(List<Endpoint> endpoints, Set<String> named, Map<String, String> problems) {
    /// Is this one that nobody named, and that has taken its socket away? Then it is not missing.
    public boolean isSwitchedOff(Endpoint endpoint) {
      return !named.contains(endpoint.where())
          && endpoint.socket().filter(Files::notExists).isPresent();
    }
  }

  /// What there is now.
  public Result look() {
    var found = new Found();
    for (String each : endpoints) {
      found.add(each, tls);
    }
    boolean look = endpoints.isEmpty();
    if (look) {
      named(found);
    }
    Set<String> named = found.names();
    if (look) {
      usual(found);
    }
    return new Result(List.copyOf(found.endpoints.values()), named, found.problems);
  }

  private void named(Found found) {
    var docker = new DockerSettings(environment, root);
    docker.endpoint().ifPresent(each -> found.add(each.where(), each.tls()));
    new PodmanSettings(environment, root).endpoint().ifPresent(each -> found.add(each, tls));
  }

  private void usual(Found found) {
    for (String each : USUAL) {
      found.addSocket(root.resolve(each));
    }
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      found.addSocket(Path.of(home, ".docker/run/docker.sock"));
      found.addSocket(Path.of(home, ".docker/desktop/docker.sock"));
    }
    String own = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!own.isEmpty()) {
      ROOTLESS.forEach(each -> found.addSocket(Path.of(own, each)));
    }
    users(found);
  }

  private void users(Found found) {
    try (DirectoryStream<Path> users = Files.newDirectoryStream(root.resolve("run/user"))) {
      int count = 0;
      for (Path user : users) {
        if (++count > MOST_USERS) {
          return;
        }
        ROOTLESS.forEach(each -> found.addSocket(user.resolve(each)));
      }
    } catch (IOException _) {
      return;
    }
  }

  /// Several names of one socket count once.
  private static final class Found {
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    private void add(String where, Optional<TlsConfig> tls) {
      try {
        Endpoint endpoint = Endpoint.parse(where, tls);
        endpoints.putIfAbsent(key(endpoint), endpoint);
      } catch (IllegalArgumentException e) {
        String shown = SecretParameters.hidden(where, "***");
        problems.put(shown, shown + " " + e.getMessage());
      }
    }

    private Set<String> names() {
      return endpoints.values().stream().map(Endpoint::where).collect(Collectors.toSet());
    }

    private void addSocket(Path socket) {
      if (Files.exists(socket) && !Files.isDirectory(socket)) {
        add(socket.toString(), Optional.empty());
      }
    }

    private static String key(Endpoint endpoint) {
      return endpoint.socket().map(Found::real).orElse(endpoint.base());
    }

    private static String real(Path socket) {
      try {
        return socket.toRealPath().toString();
      } catch (IOException _) {
        return socket.toString();
      }
    }
  }
}
