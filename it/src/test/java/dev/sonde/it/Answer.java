package dev.sonde.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// An answer to a request.
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
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
