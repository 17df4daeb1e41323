package dev.sonde.api;

import java.util.Map;

/// What a component may use of the process it runs in.
///
/// @param environment the process's environment (`HOST_PROC` …)
/// @param blocking where to run calls that may hang
/// @param host the name that this machine's samples carry; empty for none
public record Surroundings(Map<String, String> environment, Blocking blocking, String host) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Those of a machine without a name.
  public Surroundings(Map<String, String> environment, Blocking blocking) {
    this(environment, blocking, "");
  }

  /// The same on a machine of this name.
  public Surroundings withHost(String name) {
    return new Surroundings(environment, blocking, name);
  }
}
