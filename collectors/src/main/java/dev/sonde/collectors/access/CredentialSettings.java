package dev.sonde.collectors.access;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.nio.file.Path;
import java.util.Optional;

/// Reads texts that may stand in files: `password`, or `password_file`.
final class CredentialSettings {
  private final Settings in;
  private final Path directory;

  CredentialSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  Optional<Credential> secret(String key, String help) {
    return either(key, in.secret(key, help), help);
  }

  /// One that may be shown.
  Optional<Credential> open(String key, String help) {
    return either(key, in.text(key, help).map(Secret::new), help);
  }

  private Optional<Credential> either(String key, Optional<Secret> given, String help) {
    String file = key + "_file";
    Optional<Credential> path =
        in.text(file, "A file with that. " + help)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> new Credential.InFile(directory.resolve(text)));
    if (given.isPresent() && path.isPresent()) {
      in.problem(file, "stands beside " + key + "; keep one of them");
    }
    return given.<Credential>map(Credential.Given::new).or(() -> path);
  }
}
