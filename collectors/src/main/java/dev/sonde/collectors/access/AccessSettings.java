package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.util.List;

/// Reads an [HttpAccess].
final class AccessSettings {
  private final Settings in;
  private final Path directory;

  AccessSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  HttpAccess read() {
    return new HttpAccess(
        in.section("tls", "How to speak TLS.", TlsConfig::read).orElse(TlsConfig.DEFAULT),
        new Authentication.None(),
        List.of(),
        new ProxyAccess.Direct(),
        in.flag("follow_redirects", true, "Go where a server redirects to?"));
  }

  /// A path as it is meant.
  Path path(String written) {
    return directory.resolve(written);
  }
}
