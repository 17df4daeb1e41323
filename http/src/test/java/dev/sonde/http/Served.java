package dev.sonde.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Serves connections from memory with a clock that stands still.
final class Served {
  static final Instant NOW = Instant.parse("2026-11-20T08:49:37Z");
  static final Limits LIMITS = Limits.DEFAULT.withFailuresPerSecond(1_000_000);

  private Served() {}

  static Service service(Limits limits, Handler handler) {
    return service(limits, handler, () -> 0);
  }

  static Service service(Limits limits, Handler handler, LongSupplier ticker) {
    return new Service(limits, handler, ticker, InstantSource.fixed(NOW));
  }

  static String serve(Handler handler, String request) {
    return serve(service(LIMITS, handler), request);
  }

  static String serve(Service service, String request) {
    MemoryWire wire = MemoryWire.sending(request);
    new Connection(service, wire).run();
    return wire.text();
  }

  /// The status lines of all responses, in order.
  static String statuses(String responses) {
    var lines = new StringBuilder();
    for (String line : responses.split("\r\n", -1)) {
      int at = line.indexOf("HTTP/1.1 ");
      if (at >= 0 && Bytes.isDigit(line.charAt(at + 9))) {
        lines.append(lines.isEmpty() ? "" : " ").append(line, at + 9, at + 12);
      }
    }
    return lines.toString();
  }

  static String body(String response) {
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  /// Says what it got: method, path, body.
  static Response echo(Request request) throws java.io.IOException {
    String body = new String(request.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    return Response.text(200, (request.method() + " " + request.path() + " " + body).strip());
  }

  static String text(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
