package dev.sonde.collectors.container;

import java.util.List;
import java.util.Locale;

/// Which containers are measured.
final class Choice {
  private final ContainerConfig config;

  Choice(ContainerConfig config) {
    this.config = config;
  }

  boolean accepts(Known container) {
    List<String> labels =
        container.labels().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .toList();
    return config.names().accepts(container.name())
        && config.images().accepts(container.image())
        && config.states().accepts(state(container.life().status()))
        && config.labels().accepts(labels);
  }

  private static String state(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
