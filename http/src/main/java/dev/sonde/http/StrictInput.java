package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of exactly one request at a time, checked before anyone else sees them.
///
/// # Implementation notes
///
/// Stands between the socket and the parser. It knows where each message ends and reports the end
/// of the stream there, so the parser never holds a byte of the next request: if the two disagreed
/// about the framing, the parser would starve rather than read a smuggled request. What was read
/// too far stays here for the next one.
///
/// The buffer holds `[at, approved)` checked and not yet handed out, `[approved, filled)` not yet
/// checked.
final class StrictInput extends InputStream {
  private static final int INITIAL = 8 << 10;
  private static final int SLACK = 64;

  private final int largest;
  private final HeadCheck head;
  private final ChunkCheck chunks;
  private byte[] buffer = new byte[INITIAL];
  private int at;
  private int approved;
  private int filled;
  private long remaining;
  private InputStream in = InputStream.nullInputStream();
  private @Nullable Wire wire;
  private Deadline deadline = new Deadline(() -> 0);
  private @Nullable Refusal failure;

  StrictInput(Limits limits) {
    this.largest = Math.max(INITIAL, limits.requestLine() + limits.headerBytes() + SLACK);
    this.head = new HeadCheck(limits);
    this.chunks = new ChunkCheck(limits);
  }

  /// Begins with a connection of which one byte has been read already.
  void attach(Wire wire, Deadline deadline, int first) {
    this.wire = wire;
    this.in = wire.in();
    this.deadline = deadline;
    buffer[0] = (byte) first;
    at = 0;
    approved = 0;
    filled = 1;
    failure = null;
  }

  void detach() {
    wire = null;
    in = InputStream.nullInputStream();
    if (buffer.length > INITIAL) {
      buffer = new byte[INITIAL];
    }
  }

  /// Reads up to the end of the next head.
  void readHead() throws Refusal {
    System.arraycopy(buffer, approved, buffer, 0, filled - approved);
    filled -= approved;
    head.reset();
    try {
      while (!head.scan(buffer, filled)) {
        fill();
      }
    } catch (Refusal refusal) {
      failure = refusal;
      throw refusal;
    }
    at = head.start();
    approved = head.end();
    begin();
  }

  private void begin() {
    remaining = head.contentLength();
    if (head.chunked()) {
      chunks.begin();
    }
  }

  /// Has the whole request arrived?
  boolean ended() {
    return remaining == 0 && chunks.done();
  }

  /// Is there a byte of the next request?
  boolean hasMore() {
    return filled > approved;
  }

  /// Is there nothing left unread, neither of this request nor after it?
  boolean clean() {
    return failure == null && ended() && !hasMore();
  }

  /// What came behind the request.
  ByteBuffer rest() {
    return ByteBuffer.wrap(Arrays.copyOfRange(buffer, approved, filled));
  }

  /// Has the peer gone, or said that it sends no more, after a whole request? What it sent beyond
  /// that is kept for the next one.
  boolean abandoned() {
    Wire from = wire;
    if (from == null || !ended() || filled == buffer.length) {
      return false;
    }
    try {
      int count = from.readNow(buffer, filled, buffer.length - filled);
      filled += Math.max(0, count);
      return count < 0;
    } catch (IOException _) {
      return true;
    }
  }

  /// Throws what ended the request, if something did.
  void rethrow() throws Refusal {
    Refusal known = failure;
    if (known != null) {
      throw known;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == approved && !approve()) {
      return -1;
    }
    int count = Math.min(length, approved - at);
    System.arraycopy(buffer, at, out, offset, count);
    at += count;
    return count;
  }

  private boolean approve() throws Refusal {
    rethrow();
    if (ended()) {
      return false;
    }
    try {
      check();
    } catch (Refusal refusal) {
      failure = refusal;
      throw refusal;
    }
    if (ended()) {
      deadline.arrived();
    }
    return true;
  }

  private void check() throws Refusal {
    if (approved == filled) {
      at = 0;
      approved = 0;
      filled = 0;
      fill();
    }
    if (remaining == 0) {
      approved = chunks.accept(buffer, approved, filled);
    } else {
      int count = (int) Math.min(remaining, filled - approved);
      approved += count;
      remaining -= count;
    }
  }

  private void fill() throws Refusal {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(largest, 2 * buffer.length));
    }
    int count = receive();
    if (count <= 0) {
      throw deadline.expired()
          ? new Refusal(408, "the request did not arrive in time")
          : Refusal.bad("the request ended early");
    }
    filled += count;
  }

  private int receive() throws Refusal {
    try {
      return in.read(buffer, filled, buffer.length - filled);
    } catch (IOException _) {
      throw Refusal.bad("the connection broke");
    }
  }
}
