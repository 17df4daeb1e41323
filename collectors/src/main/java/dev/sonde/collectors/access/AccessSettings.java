package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.util.Optional;

/// Reads an [HttpAccess].
final class AccessSettings {
  private final Settings in;
  private final Path directory;

  AccessSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  HttpAccess read() {
    in.flag("enable_http2", true, "Means nothing here: HTTP/1.1 is spoken.");
    return new HttpAccess(
        tls(),
        new AuthenticationSettings(in, directory).read(),
        new HeaderSettings(in, directory).read(),
        new ProxySettings(in).read(),
        in.flag(
            "follow_redirects",
            true,
            "Go where a server redirects to? Never from https to http, and without credentials to"
                + " another server."));
  }

  private TlsConfig tls() {
    Optional<TlsConfig> own =
        in.section("tls", "How to speak TLS, with https addresses.", TlsConfig::readWithInline);
    Optional<TlsConfig> other = tls(in, "As tls; the name that Prometheus has for it.");
    if (own.isPresent() && other.isPresent()) {
      in.problem("tls_config", "stands beside tls, which means the same; keep one of them");
    }
    return own.or(() -> other).orElse(TlsConfig.DEFAULT).under(directory);
  }

  static Optional<TlsConfig> tls(Settings in, String help) {
    return in.section("tls_config", help, TlsConfig::readWithInline);
  }
}
