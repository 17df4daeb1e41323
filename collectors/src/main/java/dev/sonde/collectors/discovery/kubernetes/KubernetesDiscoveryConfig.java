package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// `kubernetes_sd_configs`, key by key.
///
/// @param apiServer a URL; empty inside of the cluster, as its service account is told
/// @param ownNamespace the namespace that Sonde runs in, besides `namespaces`
/// @param namespaces with neither: all
/// @param access not used inside of the cluster
public record KubernetesDiscoveryConfig(
    Optional<String> apiServer,
    Role role,
    boolean ownNamespace,
    List<String> namespaces,
    List<Selector> selectors,
    Attached attach,
    HttpAccess access)
    implements DiscoveryConfig {

  public KubernetesDiscoveryConfig {
    namespaces = List.copyOf(namespaces);
    selectors = List.copyOf(selectors);
  }

  /// Reads the keys of one of `kubernetes_sd_configs`.
  ///
  /// @param directory what relative paths begin at
  public static KubernetesDiscoveryConfig read(Settings settings, Path directory) {
    return new KubernetesSettings(settings, directory).read();
  }

  @Override
  public String kind() {
    return "kubernetes";
  }

  @Override
  public String place() {
    return "role " + role.word();
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    var account = ServiceAccount.ofThisPod(tools.environment());
    return new KubernetesDiscovery(this, tools, account, new SplittableRandom());
  }

  /// What is added to the query for these objects.
  String selected(Resource resource) {
    var query = new StringBuilder();
    for (Selector each : selectors) {
      if (each.role().resource() == resource) {
        query.append(each.query());
      }
    }
    return query.toString();
  }
}
