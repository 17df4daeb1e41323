package dev.sonde.http.tls;

import dev.sonde.http.Address;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.ListenerCounts;
import dev.sonde.http.Proxy;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Route;
import dev.sonde.http.Url;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A listener that speaks TLS and says who asks; its time passes when a test says so.
final class Serving implements AutoCloseable {
  private final Desk desk;
  private final ServerTls tls;
  private final Listener listener;
  private final AtomicLong ticker;
  private final AtomicInteger looks;

  private Serving(
      Desk desk, ServerTls tls, Listener listener, AtomicLong ticker, AtomicInteger looks) {
    this.desk = desk;
    this.tls = tls;
    this.listener = listener;
    this.ticker = ticker;
    this.looks = looks;
  }

  static Serving of(Desk desk, ServerTlsConfig config) throws IOException {
    return of(desk, config, Limits.DEFAULT, Serving::name);
  }

  static Serving of(Desk desk, ServerTlsConfig config, Limits limits, Handler handler)
      throws IOException {
    ServerTls tls = desk.contexts().server(config);
    var ticker = new AtomicLong();
    var looks = new AtomicInteger();
    LongSupplier counted =
        () -> {
          looks.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
          return ticker.get();
        };
    return new Serving(
        desk,
        tls,
        Listener.open(
            Address.parse("127.0.0.1:0"),
            limits,
            Optional.of(tls),
            handler,
            counted,
            InstantSource.system()),
        ticker,
        looks);
  }

  /// `nobody`, or whom the certificate is for.
  static Response name(Request request) throws IOException {
    request.body().readAllBytes();
    return Response.text(
        200,
        request
            .certificate()
            .map(X509Certificate::getSubjectX500Principal)
            .map(Object::toString)
            .orElse("nobody"));
  }

  Listener listener() {
    return listener;
  }

  ServerTls tls() {
    return tls;
  }

  ListenerCounts counts() {
    return listener.counts();
  }

  int port() {
    return ((Address.Tcp) listener.address()).port();
  }

  void pass(Duration span) {
    ticker.addAndGet(span.toNanos());
  }

  /// How often the threads of connections have looked at the time. The first look of each is that
  /// at which its handshake begins, with the first byte.
  int looks() {
    return looks.get();
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), port());
  }

  /// Asks once on a connection of its own.
  String ask(Draft with) throws IOException, InterruptedException {
    try (Tls by = desk.tls(with)) {
      return ask(by);
    }
  }

  /// The same; sessions are resumed where the same `by` is used again.
  String ask(Tls by) throws IOException, InterruptedException {
    var patience = Duration.ofMinutes(2);
    try (var client = new Client(ClientLimits.of(patience, patience, 10_000), new DirectCalls())) {
      Url url = Url.parse("https://localhost:" + port() + "/");
      return client.send(Call.get(url).by(new Route(Optional.of(by), NO_PROXY))).text();
    }
  }

  private static final Optional<Proxy> NO_PROXY = Optional.empty();

  @Override
  public void close() {
    listener.close(Duration.ofMinutes(2));
    tls.close();
  }
}
