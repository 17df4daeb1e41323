package dev.sonde.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A server on loopback that speaks the JDK's TLS, answers `!` to one byte, and tells what it saw.
final class TlsPeer implements AutoCloseable {
  record Seen(String version, String suite, String name, String client) {}

  private static final char[] NONE = {};

  private final SSLServerSocket socket;
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();

  /// @param trusted whose clients are let in; nobody for those without a certificate
  TlsPeer(Issued own, List<X509Certificate> trusted, Consumer<SSLParameters> changes)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(own).getKeyManagers(), trust(trusted).getTrustManagers(), null);
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setNeedClientAuth(!trusted.isEmpty());
    changes.accept(parameters);
    socket.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::serve);
  }

  static TlsPeer plain(Issued own) throws Exception {
    return new TlsPeer(own, List.of(), _ -> {});
  }

  int port() {
    return socket.getLocalPort();
  }

  /// What the next client was like that was let in.
  Seen next() throws InterruptedException {
    return seen.take();
  }

  /// Why the next client was not let in.
  String nextRefusal() throws InterruptedException {
    return refused.take();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer((SSLSocket) client);
      } catch (IOException e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private void answer(SSLSocket client) throws IOException {
    client.startHandshake();
    var session = (ExtendedSSLSession) client.getSession();
    InputStream in = client.getInputStream();
    if (in.read() >= 0) {
      seen.add(
          new Seen(
              session.getProtocol(),
              session.getCipherSuite(),
              name(session.getRequestedServerNames()),
              client(session)));
      client.getOutputStream().write('!');
      client.getOutputStream().flush();
      in.read();
    }
  }

  private static String name(List<SNIServerName> names) {
    return names.isEmpty() ? "" : new String(names.getFirst().getEncoded(), StandardCharsets.UTF_8);
  }

  private static String client(ExtendedSSLSession session) {
    try {
      return session.getPeerPrincipal().getName();
    } catch (IOException _) {
      return "";
    }
  }

  private static KeyManagerFactory keys(Issued own) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", own.key(), NONE, own.chain().toArray(X509Certificate[]::new));
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NONE);
    return factory;
  }

  private static TrustManagerFactory trust(List<X509Certificate> trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("ca" + i, trusted.get(i));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }
}
