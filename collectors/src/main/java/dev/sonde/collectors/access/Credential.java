package dev.sonde.collectors.access;

import dev.sonde.api.Secret;
import java.nio.file.Path;

/// A text that is written in the configuration, or in a file that may change.
public sealed interface Credential {
  /// Written in the configuration.
  record Given(Secret text) implements Credential {}

  /// What a file holds, without blanks around it.
  record InFile(Path path) implements Credential {}

  /// One that is written in the configuration.
  static Credential of(String text) {
    return new Given(new Secret(text));
  }
}
