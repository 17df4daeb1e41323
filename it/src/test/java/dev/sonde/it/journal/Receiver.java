package dev.sonde.it.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.it.journal.Arrivals.Sample;
import dev.sonde.it.journal.Weather.Mood;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One destination: takes samples over HTTP, with moods, and keeps what came.
///
/// `POST /write` counts every row. With `?instance=…&epoch=…&from=…&to=…` it keeps how far it has
/// each epoch together with the rows, takes nothing twice, and says at `GET /progress` where it is.
final class Receiver implements Target {
  /// The header that tells one start of an agent from another; not all send it.
  static final String START = "X-Start";

  private static final long SLOW_MILLIS = 300;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Positions positions = new Positions();
  private final HttpServer server;
  private final Dialect dialect;
  private final Weather weather;
  private final Arrivals arrivals;
  private final Predicate<Sample> forgets;

  /// @param forgets which samples it takes and forgets at once, to test the oracle
  Receiver(Dialect dialect, Weather weather, Arrivals arrivals, Predicate<Sample> forgets)
      throws IOException {
    this.dialect = dialect;
    this.weather = weather;
    this.arrivals = arrivals;
    this.forgets = forgets;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/write", this::write);
    server.createContext("/progress", this::progress);
    server.start();
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void nextRun() {
    arrivals.nextRun();
  }

  @Override
  public void calm() {
    weather.calm();
  }

  @Override
  public Verdict judge(List<Sent> sent) {
    return arrivals.judge(sent);
  }

  @Override
  public long lastNewNanos() {
    return arrivals.lastNewNanos();
  }

  private void write(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = body(exchange);
      switch (weather.now()) {
        case BUSY -> answer(exchange, 503, "");
        case DEAF -> {}
        case CUT -> take(exchange, body);
        case FAIR -> confirm(exchange, take(exchange, body));
        case SLOW -> {
          var taken = take(exchange, body);
          pause();
          confirm(exchange, taken);
        }
      }
    }
  }

  /// A sender that was killed leaves half a body behind.
  private static byte[] body(HttpExchange exchange) throws IOException {
    var announced = exchange.getRequestHeaders().getFirst("Content-Length");
    var body = exchange.getRequestBody().readAllBytes();
    if (announced != null && Long.parseLong(announced) != body.length) {
      throw new IOException("half a body");
    }
    return body;
  }

  private Optional<Integer> take(HttpExchange exchange, byte[] body) throws IOException {
    var samples = dialect.decode(body).stream().filter(forgets.negate()).toList();
    var start = Optional.ofNullable(exchange.getRequestHeaders().getFirst(START));
    var query = exchange.getRequestURI().getQuery();
    return query == null
        ? Optional.of(arrivals.take(samples, start))
        : positions.advance(Position.of(query), () -> arrivals.take(samples, start));
  }

  private void confirm(HttpExchange exchange, Optional<Integer> taken) throws IOException {
    answer(exchange, taken.isPresent() ? 204 : 409, "");
    taken.ifPresent(arrivals::answered);
  }

  private void progress(HttpExchange exchange) throws IOException {
    try (exchange) {
      var mood = weather.now();
      if (mood == Mood.SLOW) {
        pause();
      }
      if (List.of(Mood.FAIR, Mood.SLOW).contains(mood)) {
        var asked = Position.of(exchange.getRequestURI().getQuery());
        answer(exchange, 200, Long.toString(positions.of(asked)));
      } else if (mood == Mood.BUSY) {
        answer(exchange, 503, "");
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void pause() {
    try {
      closed.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
