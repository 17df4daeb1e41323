package dev.sonde.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A request to send. Host, Content-Length and Connection are the client's business.
///
/// @param body backed by an array, from position to limit, which stay as they are
/// @param repeatable may it be sent again at once when a connection that was kept turns out to be
///   dead before a byte of an answer came? The server may have seen it then.
public record Call(
    String method,
    Url url,
    Route route,
    List<Header> headers,
    ByteBuffer body,
    boolean repeatable) {
  private static final ByteBuffer NOTHING = ByteBuffer.wrap(new byte[0]);

  /// @throws IllegalArgumentException for a method that is none, or a body without an array
  public Call {
    if (method.isEmpty() || !Bytes.all(method, Bytes::isToken)) {
      throw new IllegalArgumentException("not a method: " + method);
    }
    if (!body.hasArray()) {
      throw new IllegalArgumentException("a body is backed by an array");
    }
    headers = List.copyOf(headers);
  }

  /// Asks for a page; may be repeated.
  public static Call get(Url url) {
    return new Call("GET", url, Route.DIRECT, List.of(), NOTHING, true);
  }

  /// Asks for the head of a page; may be repeated.
  public static Call head(Url url) {
    return new Call("HEAD", url, Route.DIRECT, List.of(), NOTHING, true);
  }

  /// Sends a body; not repeated.
  public static Call post(Url url, String contentType, ByteBuffer body) {
    List<Header> headers = List.of(new Header("Content-Type", contentType));
    return new Call("POST", url, Route.DIRECT, headers, body, false);
  }

  /// The same with more headers.
  public Call with(List<Header> more) {
    var all = new ArrayList<>(headers);
    all.addAll(more);
    return new Call(method, url, route, all, body, repeatable);
  }

  /// The same by another way.
  public Call by(Route other) {
    return new Call(method, url, other, headers, body, repeatable);
  }

  boolean hasBody() {
    return body.hasRemaining() || method.equals("POST") || method.equals("PUT");
  }
}
