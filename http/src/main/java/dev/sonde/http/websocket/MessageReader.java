package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Turns bytes into messages. For one thread at a time.
///
/// # Implementation notes
///
/// There is one buffer, and messages are made in it: `[start, end)` is what has come of the message
/// so far, unmasked and with its fragments joined; `[at, filled)` is what was read behind it. A
/// message that came in one frame is not moved at all. A frame is looked at when it is whole, but
/// its head at once. The buffer grows as bytes come, never because a length was announced, and
/// shrinks when it is empty and nothing more is there.
final class MessageReader {
  enum Event {
    MESSAGE,
    PING,
    PONG,
    CLOSE,
    END
  }

  private static final int INITIAL = 1 << 10;
  private static final int KEPT = 16 << 10;
  private static final int SLACK = 256;

  private final InputStream in;
  private final WebSocketLimits limits;
  private final Vigil vigil;
  private final FrameHead head;
  private final int largest;
  private final byte[] control = new byte[125];
  private int controlLength;
  private byte[] buffer;
  private int start;
  private int end;
  private int at;
  private int filled;
  private int fragments;
  private int opcode;
  private boolean whole;
  private boolean flows;
  private final AtomicLong bytes = new AtomicLong();

  /// @param ahead comes before what `in` has
  MessageReader(InputStream in, ByteBuffer ahead, Side side, WebSocketLimits limits, Vigil vigil) {
    this.in = in;
    this.limits = limits;
    this.vigil = vigil;
    this.head = new FrameHead(side == Side.SERVER);
    this.largest = Math.max(INITIAL, limits.message() + SLACK);
    this.filled = ahead.remaining();
    this.bytes.set(filled);
    this.buffer = new byte[Math.max(INITIAL, filled)];
    ahead.get(buffer, 0, filled);
  }

  /// Waits for what comes next. A message stays until the next call.
  Event next() throws IOException {
    if (whole) {
      whole = false;
      fragments = 0;
    }
    while (true) {
      if (!isFrameThere()) {
        if (!fill()) {
          return Event.END;
        }
      } else if (head.isControl()) {
        return control();
      } else if (join()) {
        return message();
      }
    }
  }

  /// The message that has just come.
  void put(Message into) {
    into.set(Kind.of(opcode), buffer, start, end - start);
  }

  /// What the control frame that has just come carries.
  ByteBuffer payload() {
    return ByteBuffer.wrap(control, 0, controlLength);
  }

  /// All that was read so far.
  long bytes() {
    return bytes.get();
  }

  /// How much room it takes.
  int capacity() {
    return buffer.length;
  }

  private boolean isFrameThere() throws Fault {
    if (!head.read(buffer, at, filled)) {
      return false;
    }
    if (!head.isControl()) {
      judge();
    }
    return filled - at - head.size() >= head.length();
  }

  /// May this frame stand here?
  private void judge() throws Fault {
    boolean continues = head.opcode() == Opcode.CONTINUATION;
    if (continues && fragments == 0) {
      throw Fault.protocol("a continuation without a beginning");
    }
    if (!continues && fragments > 0) {
      throw Fault.protocol("a message begins inside another");
    }
    if (head.length() > limits.message() - (fragments == 0 ? 0 : end - start)) {
      throw new Fault(
          CloseStatus.TOO_BIG, "a message is longer than " + limits.message() + " bytes");
    }
    if (fragments == limits.fragments()) {
      throw new Fault(
          CloseStatus.POLICY, "a message has more than " + limits.fragments() + " fragments");
    }
  }

  private Event control() {
    int from = at + head.size();
    controlLength = (int) head.length();
    at = from + controlLength;
    Mask.apply(buffer, from, at, head.key());
    System.arraycopy(buffer, from, control, 0, controlLength);
    return switch (head.opcode()) {
      case Opcode.CLOSE -> Event.CLOSE;
      case Opcode.PING -> Event.PING;
      default -> Event.PONG;
    };
  }

  /// Adds the frame to the message.
  ///
  /// @return whether that is whole
  private boolean join() {
    int from = at + head.size();
    int length = (int) head.length();
    at = from + length;
    Mask.apply(buffer, from, at, head.key());
    if (fragments == 0) {
      opcode = head.opcode();
      start = from;
      end = at;
    } else {
      System.arraycopy(buffer, from, buffer, end, length);
      end += length;
    }
    fragments++;
    return head.last();
  }

  private Event message() throws Fault {
    if (opcode == Opcode.TEXT && !Utf8.isValid(buffer, start, end)) {
      throw new Fault(CloseStatus.BAD_DATA, "a text message is not UTF-8");
    }
    whole = true;
    vigil.came();
    return Event.MESSAGE;
  }

  private boolean fill() throws IOException {
    boolean partial = fragments > 0 || at < filled;
    if (!partial) {
      empty();
    } else if (filled == buffer.length) {
      makeRoom();
    }
    vigil.waits(partial);
    int count;
    try {
      count = in.read(buffer, filled, buffer.length - filled);
    } finally {
      vigil.heard();
    }
    flows = filled + count == buffer.length;
    filled += Math.max(0, count);
    bytes.addAndGet(Math.max(0, count));
    return count > 0;
  }

  /// Nothing is held: a good time to become smaller, or larger.
  private void empty() throws IOException {
    at = 0;
    filled = 0;
    if (buffer.length > KEPT && in.available() == 0) {
      buffer = new byte[INITIAL];
    } else if (flows && buffer.length < KEPT) {
      buffer = new byte[Math.min(Math.max(INITIAL, 4 * buffer.length), KEPT)];
    }
  }

  /// Moves what is there to the front, and into a larger buffer when that frees little.
  private void makeRoom() {
    int held = fragments > 0 ? end - start : 0;
    int behind = filled - at;
    int needed = held + behind;
    byte[] to = buffer;
    if (needed > buffer.length - buffer.length / 4) {
      to = new byte[Math.min(largest, 2 * buffer.length)];
    }
    System.arraycopy(buffer, start, to, 0, held);
    System.arraycopy(buffer, at, to, held, behind);
    buffer = to;
    start = 0;
    end = held;
    at = held;
    filled = needed;
  }
}
