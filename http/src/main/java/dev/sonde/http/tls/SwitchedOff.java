package dev.sonde.http.tls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// Asks Java, by trying, which of the versions and suites that a configuration names it refuses to
/// offer.
record SwitchedOff(SSLContext context) {
  private static final String[] NONE = {};

  /// Such as `TLS1.0` and `TLS_RSA_WITH_AES_128_CBC_SHA`.
  List<String> of(TlsConfig config) {
    return Stream.concat(versions(config), suites(config)).toList();
  }

  private Stream<String> versions(TlsConfig config) {
    return CipherSuites.versions(config).stream()
        .filter(TlsVersion::isOld)
        .filter(version -> !speaks(version.protocol(), NONE))
        .map(TlsVersion::shown);
  }

  private Stream<String> suites(TlsConfig config) {
    return config.cipherSuites().stream()
        .filter(CipherSuites::isStaticRsa)
        .filter(suite -> !speaks(TlsVersion.TLS_1_2.protocol(), new String[] {suite}));
  }

  /// Nothing is sent: an engine that may not speak refuses to begin.
  private boolean speaks(String protocol, String[] suites) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    try {
      engine.setEnabledProtocols(new String[] {protocol});
      if (suites.length > 0) {
        engine.setEnabledCipherSuites(suites);
      }
      engine.beginHandshake();
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      return engine.wrap(ByteBuffer.allocate(0), hello).bytesProduced() > 0;
    } catch (SSLException | IllegalArgumentException _) {
      return false;
    }
  }
}
