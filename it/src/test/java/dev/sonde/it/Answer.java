package dev.sonde.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// An answer to a request.
final class Answer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  Answer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  @Override
  public String toString() {
    return status + " " + headers + "\n" + text();
  }
}
