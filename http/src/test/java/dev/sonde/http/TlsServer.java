package dev.sonde.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A server with the JDK's own TLS that does with each connection what a test says.
final class TlsServer implements AutoCloseable {
  interface Talk {
    /// @param raw the same connection below TLS
    void with(RawServer.Talker peer, RawServer.Talker raw) throws Exception;
  }

  interface Setting {
    void of(SSLSocket socket);
  }

  private final SSLContext context = TestTls.serverContext();
  private final RawServer server;

  TlsServer(Talk talk) throws IOException {
    this(talk, _ -> {});
  }

  TlsServer(Talk talk, Setting setting) throws IOException {
    SSLSocketFactory sockets = context.getSocketFactory();
    server =
        new RawServer(raw -> {
          try (var secure =
              (SSLSocket) sockets.createSocket(raw.socket(), InputStream.nullInputStream(), true)) {
            setting.of(secure);
            var in = new BufferedInputStream(secure.getInputStream());
            talk.with(new RawServer.Talker(secure, in), raw);
          }
        });
  }

  Url url(String target) {
    return Url.parse("https://" + server.url(target).host() + target);
  }

  Address.Tcp address() {
    return (Address.Tcp) server.url("/").address();
  }

  int accepted() {
    return server.accepted();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
