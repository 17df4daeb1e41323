package dev.sonde.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Exposition;
import dev.sonde.wire.Format;
import dev.sonde.wire.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/// Serves pages at `/metrics`, in the format the client asks for.
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private final Supplier<Page> pages;
  private final Set<Format> served = new ConcurrentSkipListSet<>();

  PageServer(Supplier<Page> pages) throws IOException {
    this.pages = pages;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// The formats asked for so far.
  Set<Format> served() {
    return Set.copyOf(served);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var format = Format.choose(exchange.getRequestHeaders().getFirst("Accept"));
      served.add(format);
      var sink = new ByteSink();
      exposition(format).write(pages.get(), sink);
      exchange.getResponseHeaders().set("Content-Type", format.contentType());
      exchange.sendResponseHeaders(200, sink.size());
      sink.writeTo(exchange.getResponseBody());
    }
  }

  private static Exposition exposition(Format format) {
    return switch (format) {
      case TEXT_0_0_4 -> Exposition.prometheus(false);
      case OPENMETRICS_1_0 -> Exposition.openMetrics(false);
      case JSON_SNAPSHOT -> throw new IllegalArgumentException("Prometheus asked for no text");
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
