package dev.sonde.http;

import dev.sonde.http.tls.Tls;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// Puts TLS over connections that were just made. Loaded when there is a URL with https.
final class Handshakes {
  private static final String[] PROTOCOLS = {"http/1.1"};
  private static final String CHEAPEST = "TLS_CHACHA20_POLY1305_SHA256";

  private final Deadlines deadlines;
  private final ClientLimits limits;
  private final TlsBuffers buffers = new TlsBuffers();

  Handshakes(Deadlines deadlines, ClientLimits limits) {
    this.deadlines = deadlines;
    this.limits = limits;
  }

  /// @param connection made for this server
  Wire shake(
      ChannelWire raw,
      Tls tls,
      Tls.Connection connection,
      Address.Tcp server,
      Attempt attempt,
      Witness witness)
      throws IOException {
    var wire = new TlsWire(raw, offered(connection.engine()), buffers);
    boolean shaken = false;
    try {
      attempt.carry(wire);
      attempt.enter(Attempt.Phase.SHAKING, limits.connect());
      deadlines.moved(attempt);
      wire.shake();
      tls.shaken(server.host(), server.port(), wire.session());
      witness.shaken(wire.session());
      shaken = true;
      return wire;
    } catch (IOException e) {
      throw attempt.expired() ? e : tls.explain(server.host(), server.port(), e);
    } finally {
      if (!shaken) {
        wire.close();
      }
    }
  }

  /// What a failure of TLS means that came after the handshake, such as a refused certificate in
  /// TLS 1.3.
  static IOException explain(Way way, IOException failure) {
    if (failure instanceof SSLException
        && way.address() instanceof Address.Tcp(String host, int port)
        && way.route().tls().isPresent()) {
      return way.route().tls().get().explain(host, port, failure);
    }
    return failure;
  }

  /// Made ready for HTTP/1.1.
  static SSLEngine offered(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(PROTOCOLS);
    parameters.setCipherSuites(preferred(parameters.getCipherSuites()));
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// The same suites with the cheapest first.
  static String[] preferred(String[] suites) {
    String[] sorted = suites.clone();
    Arrays.sort(sorted, Comparator.comparing((String each) -> !each.equals(CHEAPEST)));
    return sorted;
  }
}
