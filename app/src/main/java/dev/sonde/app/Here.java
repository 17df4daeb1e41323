package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Address;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Where the Sonde of this machine is asked.
///
/// @param address one that it listens on
/// @param secure is TLS spoken there?
record Here(Address address, boolean secure) {
  /// The first address it listens on; where TLS is spoken rather a Unix socket, which asks for no
  /// certificate. Empty when it listens nowhere.
  static Optional<Here> of(ServerConfig server) {
    return server.listen().stream()
        .filter(each -> server.tls().isPresent() && each instanceof Address.Unix)
        .findFirst()
        .or(() -> server.listen().stream().findFirst())
        .map(each -> new Here(each, server.isSecure(each)));
  }

  /// The same, with loopback rather than another address.
  static Optional<Here> nearest(ServerConfig server) {
    Optional<Here> first = of(server);
    return first
        .filter(each -> each.address() instanceof Address.Unix)
        .or(() ->
            server.listen().stream()
                .filter(Address::isLoopback)
                .findFirst()
                .map(each -> new Here(each, server.isSecure(each))))
        .or(() -> first);
  }

  /// What stands before a path: `http://127.0.0.1:9100`. An address that means every interface is
  /// asked at this machine's own.
  String url() throws IOException {
    Address near = address;
    if (address.resolve() instanceof InetSocketAddress tcp && everywhere(tcp)) {
      String here = InetAddress.getLoopbackAddress().getHostAddress();
      near = new Address.Tcp(here, tcp.getPort());
    }
    return (secure ? "https://" : "http://") + near + (near instanceof Address.Unix ? ":" : "");
  }

  /// What a client needs to ask there.
  ///
  /// @param shown where a certificate is asked for
  Optional<Tls> tls(BlockingCalls blocking, Optional<OwnCertificate> shown) {
    if (!secure) {
      return Optional.empty();
    }
    var contexts = new TlsContexts(Time.SYSTEM, blocking);
    return Optional.of(
        shown
            .map(each -> contexts.here(each.certFile(), each.keyFile()))
            .orElseGet(contexts::here));
  }

  private static boolean everywhere(InetSocketAddress address) {
    return !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
  }
}
