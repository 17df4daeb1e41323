package dev.sonde.http;

import dev.sonde.http.tls.ServerTls;
import dev.sonde.http.tls.ServerTlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.util.Optional;

/// A listener with the test's certificate.
final class TlsListener implements AutoCloseable {
  private final ServerTls tls =
      new TlsContexts(new ManualTime("2026-11-21T00:00:00Z"), new DirectCalls())
          .server(
              ServerTlsConfig.of(
                  TestTls.path("server.pem").toString(), TestTls.path("server.key").toString()));
  private final Listener listener;

  TlsListener(Handler handler) throws IOException {
    this(handler, Served.LIMITS);
  }

  TlsListener(Handler handler, Limits limits) throws IOException {
    listener = Listener.open(Address.parse("127.0.0.1:0"), limits, Optional.of(tls), handler);
  }

  Url url(String target) {
    return Url.parse("https://localhost:" + port() + target);
  }

  int port() {
    return ((Address.Tcp) listener.address()).port();
  }

  long accepted() {
    return listener.counts().accepted();
  }

  @Override
  public void close() {
    listener.close();
    tls.close();
  }
}
