package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All containers of one list.
final class Containers {
  private final Map<String, Listed> byId = new LinkedHashMap<>();

  /// @param modes of networks, of those whose list does not say it, by id
  Containers(Tree list, Map<String, String> modes) {
    for (Tree each : list.elements()) {
      Listed.of(each, modes).ifPresent(container -> byId.put(container.id(), container));
    }
  }

  Collection<Listed> all() {
    return byId.values();
  }

  /// The container in whose network this one is: itself, unless it has no network and shares that
  /// of another one of the list, be it by way of others.
  Listed networked(Listed container) {
    var seen = new HashSet<String>();
    Listed here = container;
    while (here.networks().isEmpty() && seen.add(here.id())) {
      Optional<Listed> next = here.connected().map(byId::get);
      if (next.isEmpty()) {
        return here;
      }
      here = next.get();
    }
    return here;
  }
}
