package dev.sonde.it.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// Takes whatever is written to `/NAME/…`, forgets it, and says at `/counts` how many bytes came.
/// Of remote write 2.0 it counts the samples, as that has to be answered with them.
final class CountingReceiver {
  private static final String TWO = "io.prometheus.write.v2.Request";
  private static final int TIMESERIES = 5;
  private static final int SAMPLES = 2;
  private static final long LINE = "POST  HTTP/1.1\r\n\r\n".length();
  private static final int NEAT = ": \r\n".length();

  private final TreeMap<String, Count> counts = new TreeMap<>();

  private CountingReceiver() {}

  /// Bytes of heads and bodies.
  private record Count(long requests, long bytes) {
    private Count plus(long more) {
      return new Count(requests + 1, bytes + more);
    }
  }

  /// Words: port. Runs until it is killed.
  public static void main(String[] words) throws IOException {
    var receiver = new CountingReceiver();
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::take);
    server.createContext("/counts", receiver::tell);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var name = exchange.getRequestURI().getPath().split("/")[1];
      count(name, head(exchange) + body.length);
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null && type.contains(TWO)) {
        exchange
            .getResponseHeaders()
            .set("X-Prometheus-Remote-Write-Samples-Written", Long.toString(samples(body)));
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void count(String name, long bytes) {
    counts.put(name, counts.getOrDefault(name, new Count(0, 0)).plus(bytes));
  }

  private static long head(HttpExchange exchange) {
    long bytes = LINE + exchange.getRequestURI().toString().length();
    for (var header : exchange.getRequestHeaders().entrySet()) {
      for (var value : header.getValue()) {
        bytes += header.getKey().length() + value.length() + NEAT;
      }
    }
    return bytes;
  }

  private static long samples(byte[] body) throws IOException {
    var plain = Snappy.unpack(body);
    var request = new ProtobufReader(plain, 0, plain.length);
    long samples = 0;
    for (int field = request.field(); field != 0; field = request.field()) {
      if (field == TIMESERIES) {
        samples += samples(request.message());
      } else {
        request.pass();
      }
    }
    return samples;
  }

  private static long samples(ProtobufReader series) throws IOException {
    long samples = 0;
    for (int field = series.field(); field != 0; field = series.field()) {
      samples += field == SAMPLES ? 1 : 0;
      series.pass();
    }
    return samples;
  }

  private synchronized void tell(HttpExchange exchange) throws IOException {
    try (exchange) {
      var text = new StringBuilder("{");
      counts.forEach((name, count) -> {
        text.append(text.length() > 1 ? ", " : "").append('"').append(name).append("\": ");
        text.append("{\"requests\": " + count.requests + ", \"bytes\": " + count.bytes + "}");
      });
      var body = text.append("}").toString().getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
