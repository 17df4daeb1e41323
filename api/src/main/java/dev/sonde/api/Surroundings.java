package dev.sonde.api;

import java.util.Map;

/// What a component may use of the process it runs in.
///
/// @param environment the process's environment (`HOST_PROC` …)
/// @param blocking where to run calls that may hang
public record Surroundings(Map<String, String> environment, Blocking blocking) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
