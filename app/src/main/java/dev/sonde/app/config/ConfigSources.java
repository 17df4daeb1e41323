package dev.sonde.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that configuration may come from.
///
/// @param config the file given with `--config`
/// @param sets what was given with `--set`, in order
/// @param logLevel what was given with `-log-level`
/// @param environment the process's environment
/// @param workingFolder where relative paths begin
/// @param etc the folder `/etc`
public record ConfigSources(
    Optional<String> config,
    List<String> sets,
    Optional<String> logLevel,
    Map<String, String> environment,
    Path workingFolder,
    Path etc) {
  public ConfigSources {
    sets = List.copyOf(sets);
    environment = Map.copyOf(environment);
  }
}
