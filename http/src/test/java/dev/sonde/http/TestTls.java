package dev.sonde.http;

import dev.sonde.http.tls.CertificateStatus;
import dev.sonde.http.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/// A client that trusts the test's server, with a certificate of its own or without.
final class TestTls implements Tls {
  private static final char[] PASSWORD = "changeit".toCharArray();

  final AtomicLong generation = new AtomicLong(1);
  final AtomicInteger shaken = new AtomicInteger();
  private final SSLContext context;
  private final String[] protocols;

  private TestTls(Optional<String> own, String... protocols) {
    this.context = context(own, "server.p12");
    this.protocols = protocols;
  }

  static TestTls of(String... protocols) {
    return new TestTls(Optional.empty(), protocols);
  }

  static TestTls withCertificate(String... protocols) {
    return new TestTls(Optional.of("client.p12"), protocols);
  }

  Route route() {
    return new Route(Optional.of(this), Optional.empty());
  }

  Route by(Proxy proxy) {
    return new Route(Optional.of(this), Optional.of(proxy));
  }

  /// What the test's server speaks with.
  static SSLContext serverContext() {
    return context(Optional.of("server.p12"), "client.p12");
  }

  static SSLEngine serverEngine() {
    SSLEngine engine = serverContext().createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  @Override
  public Connection connection(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(protocols);
    engine.setSSLParameters(parameters);
    return new Connection(engine, generation.get());
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public void shaken(String host, int port, SSLSession session) {
    shaken.incrementAndGet();
  }

  @Override
  public IOException explain(String host, int port, IOException failure) {
    return new IOException("explained: " + failure.getMessage(), failure);
  }

  @Override
  public List<CertificateStatus> certificates() {
    return List.of();
  }

  @Override
  public void close() {}

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
