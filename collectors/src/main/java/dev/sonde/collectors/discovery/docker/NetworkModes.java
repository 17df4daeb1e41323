package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.container.engine.ContainerId;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// The network modes of containers whose list does not tell them, as Podman's does not: each is
/// inspected once, as a mode is for life. For one thread.
final class NetworkModes {
  private final EngineApi api;
  private final Map<String, String> known = new HashMap<>();

  NetworkModes(EngineApi api) {
    this.api = api;
  }

  /// Those of this list, by id.
  Map<String, String> of(Tree list) throws IOException, InterruptedException {
    var present = new HashSet<String>();
    for (Tree each : list.elements()) {
      String id = ContainerId.of(each.at("Id").text()).orElse("");
      if (!id.isEmpty() && each.at("HostConfig", "NetworkMode").text().isEmpty()) {
        present.add(id);
        if (!known.containsKey(id)) {
          known.put(id, mode(id));
        }
      }
    }
    known.keySet().retainAll(present);
    return Map.copyOf(known);
  }

  private String mode(String id) throws IOException, InterruptedException {
    return api.inspect(id).map(all -> all.at("HostConfig", "NetworkMode").text()).orElse("");
  }
}
