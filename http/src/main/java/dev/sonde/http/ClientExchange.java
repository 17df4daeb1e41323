package dev.sonde.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One request and its answer on one connection.
///
/// # Implementation notes
///
/// A server may answer before it has read the request, and then hang up (413 is the usual case). So
/// a body goes out in pieces, between which it looks whether an answer has come; and when writing
/// fails it still reads, as the answer may have arrived before the connection broke.
final class ClientExchange {
  private static final int PIECE = 32 << 10;
  private static final int TOGETHER = 8 << 10;
  private static final int INTERIM = 8;

  private final Wire wire;
  private final ReplyInput input;

  ClientExchange(ClientLimits limits, Wire wire) {
    this.wire = wire;
    this.input = new ReplyInput(limits, wire.in());
  }

  ReplyInput input() {
    return input;
  }

  /// Has a byte of an answer come?
  boolean answered() {
    return input.answered();
  }

  /// Sends a request.
  ///
  /// @return whether all of it; else an answer is there already
  boolean send(Call call, Way way) throws IOException {
    byte[] head = RequestHead.of(call, way);
    if (!call.body().hasRemaining()) {
      wire.out().write(head);
      return true;
    }
    if (call.body().remaining() <= TOGETHER) {
      wire.out().write(joined(head, call.body()));
      return true;
    }
    wire.out().write(head);
    return write(call.body());
  }

  private static byte[] joined(byte[] head, ByteBuffer body) {
    byte[] both = Arrays.copyOf(head, head.length + body.remaining());
    body.get(body.position(), both, head.length, body.remaining());
    return both;
  }

  private boolean write(ByteBuffer body) throws IOException {
    int from = body.arrayOffset() + body.position();
    int end = from + body.remaining();
    for (int at = from; at < end; at += PIECE) {
      if (at > from && hasAnswer()) {
        return false;
      }
      wire.out().write(body.array(), at, Math.min(PIECE, end - at));
    }
    return true;
  }

  boolean hasAnswer() throws IOException {
    return wire.in().available() > 0;
  }

  /// Reads the head of the answer, past those that only say that it takes time, up to its body.
  void receiveHead(Call call) throws IOException {
    for (int interim = 0; interim <= INTERIM; interim++) {
      input.readHead();
      if (input.status() == 101) {
        throw Refusal.bad("it switches protocols, which nobody asked for");
      }
      if (input.status() >= 200) {
        if (!call.isHead() && input.status() != 204 && input.status() != 304) {
          input.beginBody();
        }
        return;
      }
    }
    throw Refusal.bad("it sends one interim answer after the other");
  }
}
