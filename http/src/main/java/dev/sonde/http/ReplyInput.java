package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The bytes of one response after the other, checked before the parser sees them; as [StrictInput]
/// does for requests.
final class ReplyInput extends InputStream {
  private enum Body {
    NONE,
    COUNTED,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final int INITIAL = 4 << 10;
  private static final Limits CHUNKS = Limits.DEFAULT.withBody(Long.MAX_VALUE);

  private final int largest;
  private final ReplyCheck head;
  private final ChunkCheck chunks = new ChunkCheck(CHUNKS);
  private byte[] buffer = new byte[INITIAL];
  private int at;
  private int approved;
  private int filled;
  private long remaining;
  private boolean over;
  private boolean answered;
  private Body body = Body.NONE;
  private InputStream in = InputStream.nullInputStream();

  ReplyInput(ClientLimits limits) {
    largest = Math.max(INITIAL, ReplyCheck.longest(limits) + 64);
    head = new ReplyCheck(limits);
  }

  void attach(InputStream from) {
    in = from;
    at = 0;
    approved = 0;
    filled = 0;
    over = false;
    answered = false;
  }

  void detach() {
    in = InputStream.nullInputStream();
    if (buffer.length > INITIAL) {
      buffer = new byte[INITIAL];
    }
  }

  /// Has a byte of an answer come?
  boolean answered() {
    return answered;
  }

  /// Reads up to the end of the next head.
  void readHead() throws IOException {
    System.arraycopy(buffer, approved, buffer, 0, filled - approved);
    filled -= approved;
    approved = 0;
    head.reset();
    while (!head.scan(buffer, filled)) {
      fill();
    }
    at = head.start();
    approved = head.end();
    body = Body.NONE;
  }

  int status() {
    return head.status();
  }

  boolean oldVersion() {
    return head.oldVersion();
  }

  /// The head just read has a body.
  void beginBody() {
    Framing framing = head.framing();
    remaining = framing.contentLength();
    if (framing.chunked()) {
      body = Body.CHUNKED;
      chunks.begin();
    } else {
      body = framing.hasLength() ? Body.COUNTED : Body.UNTIL_CLOSE;
    }
  }

  /// Is the message whole, can its end be told, and did nothing come after it?
  boolean clean() {
    return body != Body.UNTIL_CLOSE && ended() && filled == approved;
  }

  private boolean ended() {
    return switch (body) {
      case NONE -> true;
      case COUNTED -> remaining == 0;
      case CHUNKED -> chunks.done();
      case UNTIL_CLOSE -> over;
    };
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

  private boolean approve() throws IOException {
    if (ended()) {
      return false;
    }
    if (approved == filled) {
      at = 0;
      approved = 0;
      filled = 0;
      if (body == Body.UNTIL_CLOSE) {
        over = receive() <= 0;
      } else {
        fill();
      }
    }
    check();
    return approved > at || !ended();
  }

  private void check() throws Refusal {
    switch (body) {
      case CHUNKED -> approved = chunks.accept(buffer, approved, filled);
      case COUNTED -> {
        int count = (int) Math.min(remaining, filled - approved);
        approved += count;
        remaining -= count;
      }
      case UNTIL_CLOSE, NONE -> approved = filled;
    }
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(largest, 2 * buffer.length));
    }
    if (receive() <= 0) {
      throw Refusal.bad(answered ? "the answer ended early" : "it hung up without an answer");
    }
  }

  private int receive() throws IOException {
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count > 0) {
      filled += count;
      answered = true;
    }
    return count;
  }
}
