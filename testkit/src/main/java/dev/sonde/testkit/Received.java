package dev.sonde.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A request that a [FaultyPeer] has read to its end.
///
/// @param headers by name in lower case
/// @param reaction what the peer did with it
@SuppressWarnings("ArrayRecordComponent") // compared by content where it matters
public record Received(
    String method, String target, Map<String, String> headers, byte[] body, Reaction reaction) {
  /// A header's value.
  ///
  /// @throws AssertionError when it was not sent
  public String header(String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new AssertionError("no header " + name + " in " + headers);
    }
    return value;
  }

  /// The body as text, after gzip is taken off.
  public String text() {
    try {
      byte[] plain =
          "gzip".equals(headers.get("content-encoding"))
              ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
              : body;
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those that were answered 2xx.
  static List<Received> accepted(List<Received> all) {
    return all.stream().filter(each -> each.reaction.accepts()).toList();
  }
}
