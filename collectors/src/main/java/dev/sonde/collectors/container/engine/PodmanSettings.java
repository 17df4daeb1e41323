package dev.sonde.collectors.container.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which engine Podman's own remote command would talk to: `CONTAINER_HOST`, else the connection
/// that `CONTAINER_CONNECTION` or `podman system connection default` names, as Podman 5 keeps it
/// (`podman-connections.json`) or as older ones do (`containers.conf`).
final class PodmanSettings {
  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*([^\\]]+?)\\s*\\]\\s*(#.*)?");
  private static final Pattern PAIR =
      Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=\\s*\"([^\"]*)\"\\s*(#.*)?");
  private static final String DESTINATIONS = "engine.service_destinations.";

  private final Map<String, String> environment;
  private final Path root;

  PodmanSettings(Map<String, String> environment, Path root) {
    this.environment = environment;
    this.root = root;
  }

  Optional<String> endpoint() {
    String host = text("CONTAINER_HOST");
    if (!host.isEmpty()) {
      return Optional.of(host);
    }
    return connections().or(this::configured);
  }

  private Optional<String> connections() {
    String name = text("CONTAINER_CONNECTION");
    return SettingsFile.json(folder().resolve("podman-connections.json"))
        .map(each -> each.at("Connection"))
        .map(all -> {
          String wanted = name.isEmpty() ? all.at("Default").text() : name;
          return all.at("Connections", wanted, "URI").text();
        })
        .filter(uri -> !uri.isEmpty());
  }

  private Optional<String> configured() {
    String named = text("CONTAINERS_CONF");
    List<Path> files =
        named.isEmpty()
            ? List.of(
                folder().resolve("containers.conf"), root.resolve("etc/containers/containers.conf"))
            : List.of(Path.of(named));
    for (Path each : files) {
      Optional<String> uri = uri(SettingsFile.lines(each));
      if (uri.isPresent()) {
        return uri;
      }
    }
    return Optional.empty();
  }

  private Optional<String> uri(List<String> lines) {
    String table = "";
    String wanted = text("CONTAINER_CONNECTION");
    var uris = new HashMap<String, String>();
    for (String line : lines) {
      Matcher head = TABLE.matcher(line);
      Matcher pair = PAIR.matcher(line);
      if (head.matches()) {
        table = head.group(1).replace("\"", "");
      } else if (pair.matches()) {
        if (table.equals("engine") && pair.group(1).equals("active_service")) {
          wanted = wanted.isEmpty() ? pair.group(2) : wanted;
        } else if (table.startsWith(DESTINATIONS) && pair.group(1).equals("uri")) {
          uris.put(table.substring(DESTINATIONS.length()), pair.group(2));
        }
      }
    }
    return Optional.ofNullable(uris.get(wanted));
  }

  private Path folder() {
    String own = text("XDG_CONFIG_HOME");
    String home = text("HOME");
    Path settings =
        own.isEmpty()
            ? (home.isEmpty() ? root.resolve("root") : Path.of(home)).resolve(".config")
            : Path.of(own);
    return settings.resolve("containers");
  }

  private String text(String name) {
    return environment.getOrDefault(name, "");
  }
}
