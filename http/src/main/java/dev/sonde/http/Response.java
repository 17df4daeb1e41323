package dev.sonde.http;

import dev.sonde.http.websocket.Conversation;
import dev.sonde.http.websocket.WebSocketLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a handler answers. Immutable; the same one may be sent many times. The listener adds the
/// length, the date, compression and the security headers.
public final class Response {
  /// Writes a body piece by piece, for pages too large to hold. May be called more than once.
  @FunctionalInterface
  public interface Writer {
    /// Must not close `out`. What it throws cuts the response off visibly.
    void writeTo(OutputStream out) throws IOException;
  }

  sealed interface Body {}

  static final class Whole implements Body {
    final byte[] bytes;

    private Whole(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  record Streamed(Writer writer) implements Body {}

  record Upgraded(
      WebSocketLimits limits, Optional<String> protocol, Conversation conversation, Stay stay)
      implements Body {}

  /// Whether a web socket may stay open.
  ///
  /// @param welcome asked about twice a second by the thread that watches over the listener
  /// @param otherwise what the peer is told when it may not
  record Stay(BooleanSupplier welcome, String otherwise) {
    static final Stay ALWAYS = new Stay(() -> true, "");
  }

  private static final Whole NOTHING = new Whole(new byte[0]);

  private final int status;
  private final List<Header> headers;
  private final Body body;

  private Response(int status, List<Header> headers, Body body) {
    if ((status < 200 || status > 599) && !(body instanceof Upgraded)) {
      throw new IllegalArgumentException("status " + status + " is not between 200 and 599");
    }
    if (body instanceof Streamed && (status == 204 || status == 304)) {
      throw new IllegalArgumentException("status " + status + " has no body");
    }
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /// A body in memory; the array is not copied.
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, type(contentType), new Whole(body));
  }

  /// A body that is written while it is sent.
  public static Response streamed(int status, String contentType, Writer writer) {
    return new Response(status, type(contentType), new Streamed(writer));
  }

  /// JSON in UTF-8; the array is not copied.
  public static Response json(int status, byte[] body) {
    return of(status, "application/json", body);
  }

  /// Plain text.
  public static Response text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /// No body at all.
  public static Response empty(int status) {
    return new Response(status, List.of(), NOTHING);
  }

  /// The connection becomes a web socket.
  static Response upgraded(List<Header> headers, Upgraded to) {
    return new Response(101, headers, to);
  }

  /// `{"error":"…"}`. The message is for people: say what to do next.
  public static Response error(int status, String message) {
    return json(status, ErrorText.json(message));
  }

  /// The same with one more header.
  ///
  /// @throws IllegalArgumentException when a character could not stand in a header, and for the
  ///   headers that frame the body, which are the listener's
  public Response with(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding")) {
      throw new IllegalArgumentException(name + " is set by the listener");
    }
    var more = new ArrayList<Header>(headers.size() + 1);
    more.addAll(headers);
    more.add(new Header(name, value));
    return new Response(status, List.copyOf(more), body);
  }

  /// The same, on terms: a web socket that it opens is closed with 1008 within a second once the
  /// peer is not welcome any more, also when nothing comes over it. Changes no other answer.
  ///
  /// @param welcome asked again and again, by another thread, until the socket closes; costs little
  ///   and never blocks
  /// @param otherwise what the peer is told then; 123 bytes at most
  public Response whileWelcome(BooleanSupplier welcome, String otherwise) {
    return body instanceof Upgraded(var limits, var protocol, var conversation, Stay _)
        ? new Response(
            status,
            headers,
            new Upgraded(limits, protocol, conversation, new Stay(welcome, otherwise)))
        : this;
  }

  /// The status code.
  public int status() {
    return status;
  }

  /// The handler's own headers.
  public List<Header> headers() {
    return headers;
  }

  /// The body as bytes; a streamed one is written into memory.
  ///
  /// @throws IOException what its writer threw
  public byte[] bytes() throws IOException {
    return switch (body) {
      case Whole whole -> whole.bytes;
      case Streamed(var writer) -> {
        var out = new ByteArrayOutputStream();
        writer.writeTo(out);
        yield out.toByteArray();
      }
      case Upgraded _ -> NOTHING.bytes;
    };
  }

  Body body() {
    return body;
  }

  boolean has(String name) {
    for (Header header : headers) {
      if (header.is(name)) {
        return true;
      }
    }
    return false;
  }

  boolean failed() {
    return status >= 400;
  }

  private static List<Header> type(String contentType) {
    return List.of(new Header("Content-Type", contentType));
  }
}
