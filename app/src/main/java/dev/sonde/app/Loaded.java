package dev.sonde.app;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What reading the configuration gave.
///
/// @param profile the profile, as the configuration writes it
/// @param description where it came from, for the first line of the log
/// @param read the configuration; meant for use only when there are no problems
/// @param effective it, as YAML, secrets hidden
/// @param problems every mistake, one line each
/// @param warnings what was understood but deserves a word
/// @param files what was read, and what would be read if it were there
/// @param badExit the exit code for a bad configuration
record Loaded(
    String profile,
    String description,
    Optional<SondeConfig> read,
    String effective,
    List<String> problems,
    List<String> warnings,
    List<Path> files,
    int badExit) {
  Loaded {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    files = List.copyOf(files);
  }

  SondeConfig config() {
    return read.orElseThrow(() -> new NoSuchElementException(String.join("\n", problems)));
  }
}
