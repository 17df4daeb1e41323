package dev.sonde.app;

import dev.sonde.app.config.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What reading the configuration gave.
///
/// @param description where it came from, for the first line of the log
/// @param read the configuration; meant for use only when there are no problems
/// @param effective it, as YAML, secrets hidden
/// @param problems every mistake, one line each
/// @param warnings what was understood but deserves a word
/// @param files what was read, and what would be read if it were there
record Loaded(
    Profile profile,
    String description,
    Optional<SondeConfig> read,
    String effective,
    List<String> problems,
    List<String> warnings,
    List<Path> files) {
  Loaded {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    files = List.copyOf(files);
  }

  SondeConfig config() {
    return read.orElseThrow(() -> new NoSuchElementException(String.join("\n", problems)));
  }
}
