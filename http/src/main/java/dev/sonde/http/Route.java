package dev.sonde.http;

import dev.sonde.http.tls.Tls;
import java.util.Optional;

/// How requests reach a server. Connections are shared among calls of equal routes.
///
/// @param tls for https; without it https is refused
/// @param proxy empty to go there directly
public record Route(Optional<Tls> tls, Optional<Proxy> proxy) {
  /// Straight there, without TLS.
  public static final Route DIRECT = new Route(Optional.empty(), Optional.empty());
}
