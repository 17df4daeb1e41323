package dev.sonde.collectors.discovery.consul;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.Credential;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// `consul_sd_configs`, key by key. Empty text where nothing is set.
///
/// @param url of the server, with what stands before `/v1`
/// @param services all when there are none
/// @param tags a service and its instances have all of them
/// @param filter an expression of Consul's, for the list of all services
/// @param nodeMeta instances on nodes that have all of it
/// @param tagSeparator between tags in a label, and round them
/// @param allowStale may any server answer, not only the leader?
/// @param refreshInterval the shortest time between two answers
public record ConsulDiscoveryConfig(
    String url,
    Optional<Credential> token,
    String datacenter,
    String namespace,
    String partition,
    List<String> services,
    List<String> tags,
    String filter,
    Map<String, String> nodeMeta,
    String tagSeparator,
    boolean allowStale,
    Duration refreshInterval,
    HttpAccess access)
    implements DiscoveryConfig {

  public ConsulDiscoveryConfig {
    services = List.copyOf(services);
    tags = List.copyOf(tags);
    nodeMeta = Map.copyOf(nodeMeta);
  }

  /// Reads the keys of one of `consul_sd_configs`.
  ///
  /// @param directory what relative paths begin at
  public static ConsulDiscoveryConfig read(Settings settings, Path directory) {
    return new ConsulSettings(settings, directory).read();
  }

  @Override
  public String kind() {
    return "consul";
  }

  @Override
  public String place() {
    return "the services of " + url;
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new ConsulDiscovery(this, tools, new SplittableRandom());
  }

  /// Are the services known by name, so that the list of all need not be read?
  boolean isListed() {
    return !services.isEmpty() && tags.isEmpty() && filter.isEmpty();
  }
}
