package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One answer after the other on one connection: head and body, checked as they come.
///
/// # Implementation notes
///
/// A call that waits for its answer holds this and its small buffer, nothing more. What came behind
/// the head is handed out first; the rest of the body goes from the socket straight to where it is
/// wanted. Chunks are joined in that place: reading chunk by chunk would cost a system call each,
/// and servers send them in pieces of 2 kB.
final class ReplyInput {
  private enum Body {
    NONE,
    COUNTED,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final int INITIAL = 1 << 10;
  private static final Limits CHUNKS = Limits.DEFAULT.withBody(Long.MAX_VALUE);

  private final InputStream in;
  private final int largest;
  private final ReplyCheck head;
  private final ChunkCheck chunks = new ChunkCheck(CHUNKS);
  private byte[] buffer = new byte[INITIAL];
  private int at;
  private int filled;
  private long remaining;
  private long wireBytes;
  private boolean over;
  private boolean surplus;
  private boolean answered;
  private Body body = Body.NONE;

  ReplyInput(ClientLimits limits, InputStream in) {
    this.in = in;
    largest = Math.max(INITIAL, ReplyCheck.longest(limits) + 64);
    head = new ReplyCheck(limits);
  }

  /// Has a byte of an answer come?
  boolean answered() {
    return answered;
  }

  /// Reads up to the end of the next head.
  void readHead() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    head.reset();
    while (!head.scan(buffer, filled)) {
      fill();
    }
    at = head.end();
    body = Body.NONE;
  }

  int status() {
    return head.status();
  }

  /// Those of the head just read; valid as long as anyone likes.
  HeaderLines headers() {
    return new HeaderLines(buffer, head.headersStart(), head.end() - 2);
  }

  /// Is there a Content-Encoding?
  boolean encoded() {
    return head.encoded();
  }

  /// The head just read has a body.
  void beginBody() {
    Framing framing = head.framing();
    remaining = framing.contentLength();
    wireBytes = 0;
    if (framing.chunked()) {
      body = Body.CHUNKED;
      chunks.begin();
    } else {
      body = framing.hasLength() ? Body.COUNTED : Body.UNTIL_CLOSE;
    }
  }

  /// Bytes of the body that are still to come, as far as the server says.
  long announced() {
    return remaining;
  }

  /// Bytes of the body so far.
  long wireBytes() {
    return wireBytes;
  }

  /// Is the message whole, can its end be told, and did nothing come after it?
  boolean clean() {
    return body != Body.UNTIL_CLOSE && ended() && at == filled && !surplus;
  }

  /// Can the connection serve the next request?
  boolean reusable() {
    return !head.closes() && !head.oldVersion() && !contradicts() && clean();
  }

  /// Without a body, but with its length: some servers send it all the same.
  private boolean contradicts() {
    Framing framing = head.framing();
    return head.status() == 204 && (framing.chunked() || framing.contentLength() > 0);
  }

  /// What came behind the head just read.
  ByteBuffer rest() {
    return ByteBuffer.wrap(Arrays.copyOfRange(buffer, at, filled));
  }

  /// Reads of the body what is there, at least one byte.
  ///
  /// @return how much, or -1 at its end
  int read(byte[] to, int offset, int length) throws IOException {
    int count = ended() || length == 0 ? 0 : body(to, offset, length);
    wireBytes += Math.max(0, count);
    return count == 0 && ended() ? -1 : count;
  }

  private int body(byte[] to, int offset, int length) throws IOException {
    return switch (body) {
      case NONE -> 0;
      case COUNTED -> counted(to, offset, length);
      case CHUNKED -> joined(to, offset, length);
      case UNTIL_CLOSE -> {
        int count = some(to, offset, length);
        over = count < 0;
        yield Math.max(0, count);
      }
    };
  }

  private boolean ended() {
    return switch (body) {
      case NONE -> true;
      case COUNTED -> remaining == 0;
      case CHUNKED -> chunks.done();
      case UNTIL_CLOSE -> over;
    };
  }

  private int counted(byte[] to, int offset, int length) throws IOException {
    int count = sure(some(to, offset, (int) Math.min(length, remaining)));
    remaining -= count;
    return count;
  }

  private int joined(byte[] to, int offset, int length) throws IOException {
    int payload = 0;
    while (payload == 0 && !chunks.done()) {
      payload = join(to, offset, offset + sure(some(to, offset, length)));
    }
    return payload;
  }

  /// Moves what stands in chunks to the front.
  private int join(byte[] bytes, int from, int to) throws Refusal {
    int end = from;
    int next = chunks.frame(bytes, from, to);
    while (next < to && !chunks.done()) {
      int count = chunks.take(to - next);
      if (next != end) {
        System.arraycopy(bytes, next, bytes, end, count);
      }
      end += count;
      next = chunks.frame(bytes, next + count, to);
    }
    surplus |= next < to;
    return end - from;
  }

  private int some(byte[] to, int offset, int length) throws IOException {
    if (at == filled) {
      return in.read(to, offset, length);
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(buffer, at, to, offset, count);
    at += count;
    return count;
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(largest, 2 * buffer.length));
    }
    filled += sure(in.read(buffer, filled, buffer.length - filled));
    answered = true;
  }

  private int sure(int count) throws Refusal {
    if (count <= 0) {
      throw Refusal.bad(answered ? "the answer ended early" : "it hung up without an answer");
    }
    return count;
  }
}
