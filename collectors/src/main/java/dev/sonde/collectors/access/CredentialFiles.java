package dev.sonde.collectors.access;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/// The files that hold credentials, by path.
final class CredentialFiles {
  private final Blocking blocking;
  private final Time time;
  private final ConcurrentHashMap<Path, CredentialFile> byPath = new ConcurrentHashMap<>();

  CredentialFiles(Blocking blocking, Time time) {
    this.blocking = blocking;
    this.time = time;
  }

  /// What the text is just now.
  ///
  /// @throws IOException when its file can't be read
  String text(Credential of) throws IOException, InterruptedException {
    return switch (of) {
      case Credential.Given(var secret) -> secret.reveal();
      case Credential.InFile(var path) ->
          byPath
              .computeIfAbsent(path, each -> new CredentialFile(each, blocking, time))
              .text()
              .reveal();
    };
  }
}
