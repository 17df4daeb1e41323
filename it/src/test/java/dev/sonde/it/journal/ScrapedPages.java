package dev.sonde.it.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.api.Batch;
import dev.sonde.api.Series;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves what [Scrapes] makes up as pages to be scraped: `/N` for each target.
final class ScrapedPages {
  private static final int TARGETS = 50;
  private static final double EXACT = 1L << 53;

  private final Scrapes scrapes;

  private ScrapedPages() {
    scrapes = new Scrapes(TARGETS, Scrapes.EACH, new AtomicInteger()::getAndIncrement);
  }

  /// Words: port. Runs until it is killed.
  public static void main(String[] words) throws IOException {
    var pages = new ScrapedPages();
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", pages::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = page(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized byte[] page(int target) {
    var batch = new Batch();
    scrapes.scrape(target, 0, batch);
    var text = new StringBuilder();
    for (int row = 0; row < batch.size(); row++) {
      write(batch.series(row), batch.value(row), text);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(Series of, double value, StringBuilder into) {
    into.append(of.name()).append("{device=\"").append(of.labels().value("device"));
    into.append("\",mode=\"").append(of.labels().value("mode")).append("\"} ");
    if (Math.rint(value) == value && Math.abs(value) < EXACT) {
      into.append((long) value);
    } else {
      into.append(value);
    }
    into.append('\n');
  }
}
