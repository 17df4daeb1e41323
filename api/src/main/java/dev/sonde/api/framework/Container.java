package dev.sonde.api.framework;

import dev.sonde.api.Labels;

/// A container as its runtime knows it: what a [ContainerMetricsCollector] is asked about.
///
/// @param id unique, as the runtime writes it
/// @param name for people
/// @param image the image it was made from, as its name was written
/// @param runtime who runs it: `docker`, `podman`, …
public record Container(String id, String name, String image, String runtime) {
  public Container {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a container needs an id");
    }
  }

  /// What tells its series apart from those of others.
  public Labels labels() {
    return Labels.of(
        "container_id", id, "container_name", name, "image", image, "runtime", runtime);
  }
}
