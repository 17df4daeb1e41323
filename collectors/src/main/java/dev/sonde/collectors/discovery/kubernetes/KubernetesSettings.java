package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.http.Url;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a [KubernetesDiscoveryConfig].
final class KubernetesSettings {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Settings in;
  private final Path directory;

  KubernetesSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  KubernetesDiscoveryConfig read() {
    Optional<String> server =
        in.text(
            "api_server",
            "URL of the API server; without it Sonde runs inside of the cluster and asks with its"
                + " service account.");
    Role role = Role.read(in);
    Namespaces namespaces =
        in.section("namespaces", "Where to look; without it in all.", Namespaces::read);
    List<Selector> selectors = Selector.readAll(in);
    Attached attach =
        in.section("attach_metadata", "What targets are told of other objects.", Attached::read);
    HttpAccess access = HttpAccess.read(in, directory);
    var config =
        new KubernetesDiscoveryConfig(
            server, role, namespaces.own(), namespaces.names(), selectors, attach, access);
    checkServer(config);
    checkSelectors(config);
    return config;
  }

  private record Namespaces(boolean own, List<String> names) {
    static Namespaces read(Settings in) {
      return new Namespaces(
          in.flag("own_namespace", false, "The namespace that Sonde itself runs in."),
          in.parsedList("names", List.of(), KubernetesSettings::namespace, "These namespaces."));
    }
  }

  private void checkServer(KubernetesDiscoveryConfig config) {
    Optional<String> file =
        in.text("kubeconfig_file", "Not supported: write `api_server` and how to ask it.");
    if (file.isPresent()) {
      in.problem(
          "kubeconfig_file",
          "is not supported; write api_server with authorization and tls_config instead");
    }
    if (config.apiServer().isEmpty()) {
      if (!config.access().equals(HttpAccess.PLAIN) && file.isEmpty()) {
        in.problem(
            "api_server", "is missing; the keys for HTTP are for a server that is named here");
      }
      return;
    }
    checkUrl(config.apiServer().get());
    if (config.ownNamespace()) {
      in.problem("api_server", "can't be used together with namespaces.own_namespace");
    }
  }

  private void checkUrl(String url) {
    try {
      if (Url.parse(url).target().indexOf('?') >= 0) {
        in.problem("api_server", "has a query; leave it out");
      }
    } catch (IllegalArgumentException e) {
      in.problem("api_server", String.valueOf(e.getMessage()));
    }
  }

  private void checkSelectors(KubernetesDiscoveryConfig config) {
    var allowed = config.role().selectable(config.attach());
    var seen = EnumSet.noneOf(Role.class);
    for (Selector each : config.selectors()) {
      if (!seen.add(each.role())) {
        in.problem("selectors", "has role " + each.role().word() + " twice; join the two");
      }
      if (!allowed.contains(each.role())) {
        List<String> words = allowed.stream().map(Role::word).sorted().toList();
        in.problem(
            "selectors",
            "role "
                + config.role().word()
                + " takes selectors for "
                + String.join(", ", words)
                + " only, not for "
                + each.role().word());
      }
    }
  }

  private static String namespace(String text) {
    if (!NAMESPACE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is no name of a namespace; up to 63 small letters, digits and - are");
    }
    return text;
  }
}
