package dev.sonde.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pages to scrape: each says in `scrapes_total` how often it was asked, so no value comes twice.
final class CountingPages implements AutoCloseable {
  private static final Pattern JOB = Pattern.compile(".*job=\"([^\"]*)\".*");

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final HttpServer server;

  CountingPages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Targets for a configuration, `t1` and so on.
  ///
  /// @param owner whose pages these are
  String targets(String owner, int count, String interval) {
    int port = server.getAddress().getPort();
    return IntStream.rangeClosed(1, count)
        .mapToObj(n ->
            "      - {name: t%d, url: \"http://127.0.0.1:%d/%s/%d\", interval: %s}\n"
                .formatted(n, port, owner, n, interval))
        .collect(Collectors.joining());
  }

  /// By job, the count that an agent's page shows.
  static Map<String, Integer> counts(TextPage page) {
    var all = new TreeMap<String, Integer>();
    page.samples()
        .forEach((series, value) -> {
          if (series.startsWith("scrapes_total{")) {
            all.put(JOB.matcher(series).replaceFirst("$1"), value.intValue());
          }
        });
    return all;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int count = asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
      byte[] body =
          ("# TYPE scrapes_total counter\nscrapes_total " + count + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
