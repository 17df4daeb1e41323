package dev.sonde.http;

import dev.sonde.api.Blocking;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsVersion;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A client that trusts the test's server, with a certificate of its own or without.
///
/// @param time by which it looks at its files
record TestTls(Tls tls, ManualTime time) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static TestTls of(String... protocols) {
    return of(Optional.empty(), path("server.pem"), protocols);
  }

  static TestTls withCertificate(String... protocols) {
    return of(Optional.of("client"), path("server.pem"), protocols);
  }

  static TestTls of(Optional<String> own, Path trusted, String... protocols) {
    var time = new ManualTime("2026-11-21T00:00:00Z");
    Blocking blocking = new DirectCalls();
    var config =
        new TlsConfig(
            own.map(name -> path(name + ".pem").toString()),
            own.map(name -> path(name + ".key").toString()),
            Optional.empty(),
            Optional.of(trusted.toString()),
            Optional.empty(),
            version(protocols[0]),
            version(protocols[protocols.length - 1]),
            List.of(),
            true,
            false);
    return new TestTls(new TlsContexts(time, blocking).client(config), time);
  }

  Route route() {
    return new Route(Optional.of(tls), Optional.empty());
  }

  Route by(Proxy proxy) {
    return new Route(Optional.of(tls), Optional.of(proxy));
  }

  /// What the test's server speaks with.
  static SSLContext serverContext() {
    return context(Optional.of("server.p12"), "client.p12");
  }

  /// For a client with the JDK's own sockets.
  static SSLContext clientContext() {
    return context(Optional.empty(), "server.p12");
  }

  static Path path(String name) {
    try {
      return Path.of(TestTls.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsVersion version(String protocol) {
    return protocol.equals("TLSv1.2") ? TlsVersion.TLS_1_2 : TlsVersion.TLS_1_3;
  }

  private static SSLContext context(Optional<String> own, String trusted) {
    try {
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(certificates(store(trusted)));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own.isPresent() ? keys(store(own.get())) : new KeyManager[0],
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keys(KeyStore store) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    return keys.getKeyManagers();
  }

  private static KeyStore certificates(KeyStore from) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    String alias = from.aliases().nextElement();
    store.setCertificateEntry(alias, from.getCertificate(alias));
    return store;
  }

  private static KeyStore store(String name) throws GeneralSecurityException {
    try (InputStream in = TestTls.class.getResourceAsStream(name)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
