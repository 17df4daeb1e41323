package dev.sonde.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The head of a request, as a [FaultyPeer] reads it. Trusts its client: it is the code under test.
record PeerRequest(String line, Map<String, String> headers) {
  /// The next head, or null when the client has closed.
  static @Nullable PeerRequest read(InputStream in) throws IOException {
    String line = line(in);
    var headers = new TreeMap<String, String>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    return line.isEmpty() ? null : new PeerRequest(line, headers);
  }

  int length() {
    return Integer.parseInt(headers.getOrDefault("content-length", "0"));
  }

  Received received(byte[] body, Reaction reaction) {
    String[] parts = line.split(" ", 3);
    return new Received(parts[0], parts[1], headers, body, reaction);
  }

  String echo(byte[] body) {
    var text = new StringBuilder(line).append('\n');
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append(new String(body, StandardCharsets.UTF_8)).toString();
  }

  /// Up to CRLF; empty at the end of the stream.
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
