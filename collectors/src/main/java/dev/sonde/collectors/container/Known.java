package dev.sonde.collectors.container;

import java.util.Map;

/// What a runtime says of one container.
///
/// @param id 64 hexadecimal digits
/// @param image as its name was written
/// @param labels the container's own
/// @param plan how it was meant to run
record Known(
    String id,
    String name,
    String image,
    String imageId,
    Map<String, String> labels,
    Life life,
    Plan plan) {
  Known {
    labels = Map.copyOf(labels);
  }

  /// How a container was meant to run.
  ///
  /// @param ownNetwork has it a network of its own, neither the machine's nor another container's?
  /// @param memoryLimit in bytes, 0 for none
  /// @param limits all its limits, to see whether they changed
  record Plan(boolean ownNetwork, long memoryLimit, String limits) {
    /// Nothing is known of it yet.
    static final Plan UNKNOWN = new Plan(true, 0, "");
  }

  Known with(Life other) {
    return new Known(id, name, image, imageId, labels, other, plan);
  }

  Known withImage(String other) {
    return new Known(id, name, other, imageId, labels, life, plan);
  }
}
