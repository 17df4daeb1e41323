package dev.sonde.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Pages as they were once, served to whoever asks: each reader gets the same bytes.
final class CapturedPages implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Answer> pages = new ConcurrentHashMap<>();
  private final HttpServer server;

  CapturedPages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// As a target's address.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Keeps what is served there now.
  ///
  /// @param accept what is asked for
  Answer capture(String path, int port, String accept) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept", accept)
            .build();
    var response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " said " + response.statusCode());
    }
    var page = new Answer(response.statusCode(), response.headers().map(), response.body());
    pages.put(path, page);
    return page;
  }

  /// Serves this.
  void put(String path, String contentType, String text) {
    var headers = Map.of("content-type", List.of(contentType));
    pages.put(path, new Answer(200, headers, text.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer page = pages.get(exchange.getRequestURI().getPath());
      byte[] body = page == null ? new byte[0] : page.body();
      if (page != null) {
        exchange.getResponseHeaders().set("Content-Type", page.header("content-type"));
      }
      exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
