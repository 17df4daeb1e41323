package dev.sonde.collectors.scrape.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Targets that are written down.
///
/// @param addresses `host`, `host:port` or `unix:/path/of.sock`: the label `__address__` of each
/// @param labels of all of them
public record StaticTargets(List<String> addresses, Map<String, String> labels) {
  /// @throws IllegalArgumentException for an empty address
  public StaticTargets {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
    if (addresses.contains("")) {
      throw new IllegalArgumentException("an address is empty; write host:port");
    }
  }

  /// The labels of each target before relabelling.
  public List<Map<String, String>> targets() {
    return addresses.stream().map(this::target).toList();
  }

  private Map<String, String> target(String address) {
    Map<String, String> target = new TreeMap<>(labels);
    target.put("__address__", address);
    return target;
  }
}
