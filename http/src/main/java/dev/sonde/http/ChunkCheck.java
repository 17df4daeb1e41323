package dev.sonde.http;

/// Judges a chunked body, byte by byte, before the decoder sees it: sizes are hexadecimal digits,
/// lines end with CRLF, extensions and trailers are short, the sum stays under the limit.
final class ChunkCheck {
  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END_LF,
    DONE
  }

  private static final int SIZE_DIGITS = 8;
  private static final int LONGEST_EXTENSION = 256;

  private final Limits limits;
  private State state = State.DONE;
  private long size;
  private long sum;
  private int digits;
  private int extra;

  ChunkCheck(Limits limits) {
    this.limits = limits;
  }

  void begin() {
    state = State.SIZE;
    size = 0;
    sum = 0;
    digits = 0;
    extra = 0;
  }

  boolean done() {
    return state == State.DONE;
  }

  /// Looks at what stands around the data.
  ///
  /// @return where data begins, or the body ends, or `to`
  int frame(byte[] bytes, int from, int to) throws Refusal {
    int at = from;
    while (at < to && state != State.DATA && state != State.DONE) {
      state = next(bytes[at++]);
    }
    return at;
  }

  /// How much of the data available belongs to this chunk, and has been taken now.
  int take(int available) {
    return state == State.DATA ? data(available) : 0;
  }

  /// Looks at the bytes from `from` to `to`.
  ///
  /// @return where the body ends, or `to`
  int accept(byte[] bytes, int from, int to) throws Refusal {
    int at = from;
    while (at < to && state != State.DONE) {
      at = frame(bytes, at, to);
      at += take(to - at);
    }
    return at;
  }

  private int data(int available) {
    int taken = (int) Math.min(size, available);
    size -= taken;
    if (size == 0) {
      state = State.DATA_CR;
    }
    return taken;
  }

  private State next(int c) throws Refusal {
    return switch (state) {
      case SIZE -> size(c);
      case EXTENSION -> c == '\r' ? State.SIZE_LF : extension(c);
      case SIZE_LF -> expect(c, '\n', afterSize());
      case DATA_CR -> expect(c, '\r', State.DATA_LF);
      case DATA_LF -> expect(c, '\n', nextChunk());
      case TRAILER_START -> c == '\r' ? State.END_LF : trailerName(c);
      case TRAILER_NAME -> c == ':' ? State.TRAILER_VALUE : trailerName(c);
      case TRAILER_VALUE -> c == '\r' ? State.TRAILER_LF : trailerValue(c);
      case TRAILER_LF -> expect(c, '\n', State.TRAILER_START);
      case END_LF -> expect(c, '\n', State.DONE);
      case DATA, DONE -> throw new IllegalStateException("handled by accept");
    };
  }

  private State size(int c) throws Refusal {
    int digit = Bytes.hex(c);
    if (digit >= 0 && digits < SIZE_DIGITS) {
      digits++;
      size = size * 16 + digit;
      return State.SIZE;
    }
    if (digits == 0 || (c != '\r' && c != ';')) {
      throw Refusal.bad("a chunk size is not a hexadecimal number");
    }
    return c == '\r' ? State.SIZE_LF : State.EXTENSION;
  }

  private State extension(int c) throws Refusal {
    if (!Bytes.isFieldValue(c) || ++extra > LONGEST_EXTENSION) {
      throw Refusal.bad("a chunk extension is not valid or too long");
    }
    return State.EXTENSION;
  }

  private State afterSize() throws Refusal {
    sum += size;
    if (sum > limits.body()) {
      throw new Refusal(413, "the body is longer than " + limits.body() + " bytes");
    }
    extra = 0;
    return size == 0 ? State.TRAILER_START : State.DATA;
  }

  private State nextChunk() {
    digits = 0;
    return State.SIZE;
  }

  private State trailerName(int c) throws Refusal {
    if (!Bytes.isToken(c)) {
      throw Refusal.bad("a trailer has no valid name");
    }
    return counted(State.TRAILER_NAME);
  }

  private State trailerValue(int c) throws Refusal {
    if (!Bytes.isFieldValue(c)) {
      throw Refusal.bad("a control character stands in a trailer");
    }
    return counted(State.TRAILER_VALUE);
  }

  private State counted(State state) throws Refusal {
    if (++extra > limits.requestLine()) {
      throw new Refusal(431, "the trailers are too long");
    }
    return state;
  }

  private static State expect(int c, int expected, State next) throws Refusal {
    if (c != expected) {
      throw Refusal.bad("a line of the chunked body does not end with CRLF");
    }
    return next;
  }
}
