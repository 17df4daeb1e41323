package dev.sonde.collectors.discovery.kubernetes;

import org.jspecify.annotations.Nullable;

/// Finds what is known of an object.
interface Lookup {
  /// Null when there is no such object, or none is read of its kind.
  @Nullable Item find(Resource resource, String key);
}
