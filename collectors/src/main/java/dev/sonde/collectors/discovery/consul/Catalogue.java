package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.discovery.watching.Changes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The targets of every service that is followed. Safe for all threads.
final class Catalogue {
  private final Changes changes;
  private final Map<String, List<Map<String, String>>> services = new HashMap<>();

  Catalogue(Changes changes) {
    this.changes = changes;
  }

  /// None when there is no such service.
  synchronized List<Map<String, String>> targets(String service) {
    return services.getOrDefault(service, List.of());
  }

  /// From now on it is followed.
  synchronized void add(String service) {
    services.putIfAbsent(service, List.of());
  }

  /// What it has now; nothing happens when it is not followed any more.
  synchronized void put(String service, List<Map<String, String>> targets) {
    var before = services.replace(service, targets);
    if (before != null && !before.equals(targets)) {
      changes.changed(service);
    }
  }

  synchronized void remove(String service) {
    if (!services.getOrDefault(service, List.of()).isEmpty()) {
      changes.changed(service);
    }
    services.remove(service);
  }
}
