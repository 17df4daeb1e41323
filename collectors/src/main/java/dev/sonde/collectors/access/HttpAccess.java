package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.util.List;

/// How HTTP servers are asked: the keys of a `scrape_config` that are about HTTP, and their short
/// native spellings. Compared with `equals`; tells no secret.
///
/// @param followRedirects up to ten of them
public record HttpAccess(
    TlsConfig tls,
    Authentication authentication,
    List<AccessHeader> headers,
    ProxyAccess proxy,
    boolean followRedirects) {
  /// Nothing but a request.
  public static final HttpAccess PLAIN =
      new HttpAccess(
          TlsConfig.DEFAULT, new Authentication.None(), List.of(), new ProxyAccess.Direct(), true);

  public HttpAccess {
    headers = List.copyOf(headers);
  }

  /// Reads the keys in the section of whoever asks.
  ///
  /// @param directory what relative paths begin at; empty for the working directory
  public static HttpAccess read(Settings in, Path directory) {
    return new AccessSettings(in, directory).read();
  }
}
