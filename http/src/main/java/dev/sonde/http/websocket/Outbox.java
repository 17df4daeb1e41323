package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What goes out, in frames. Safe for all threads.
///
/// # Implementation notes
///
/// One thread writes at a time: whoever called [#send], or one of our own that lives as long as
/// something waits. Whoever must not be held up leaves bytes here, as far as there is room. Pings
/// and pongs do not pile up: of each only the newest waits, which RFC 6455 allows (5.5.3). They go
/// first, the close goes last.
///
/// Small messages are copied, so that each is one write, and one record of TLS. Larger ones go out
/// in pieces, from the caller's array where no mask is needed.
final class Outbox {
  private static final int PIECE = 16 << 10;
  private static final int KEPT = 16 << 10;
  private static final byte[] NOTHING = {};

  private final Link link;
  private final OutputStream out;
  private final Vigil vigil;
  private final Framer framer;
  private final int most;
  private byte[] waiting = NOTHING;
  private int size;
  private byte[] writing = NOTHING;
  private final byte[] pong = new byte[125];
  private int pongLength = -1;
  private long ping;
  private boolean pinging;
  private boolean busy;
  private boolean shut;
  private long messages;
  private long bytes;

  Outbox(Link link, Side side, WebSocketLimits limits, Vigil vigil) {
    this.link = link;
    this.out = link.out();
    this.vigil = vigil;
    this.framer = new Framer(side);
    this.most = limits.waiting();
  }

  /// Leaves a message here. Never blocks.
  ///
  /// @return whether there was room
  synchronized boolean offer(int opcode, byte[] from, int offset, int length) {
    if (shut || (long) size + length + Framer.LONGEST_HEAD > most) {
      return false;
    }
    append(opcode, from, offset, length);
    messages++;
    wake();
    return true;
  }

  /// Sends a message, after all that was left here before. Blocks until the system has taken it.
  void send(int opcode, byte[] from, int offset, int length)
      throws IOException, InterruptedException {
    take();
    boolean sent = false;
    try {
      writeWaiting();
      write(opcode, from, offset, length);
      sent = true;
    } finally {
      release(sent);
    }
  }

  synchronized void ping(long id) {
    if (!shut) {
      ping = id;
      pinging = true;
      wake();
    }
  }

  synchronized void pong(ByteBuffer payload) {
    if (!shut) {
      pongLength = payload.remaining();
      payload.get(pong, 0, pongLength);
      wake();
    }
  }

  /// Says goodbye behind all that waits; nothing can be sent any more. Never blocks.
  synchronized void close(CloseStatus status) {
    if (shut) {
      return;
    }
    shut = true;
    byte[] payload = Closing.payload(status);
    append(Opcode.CLOSE, payload, 0, payload.length);
    vigil.closes();
    wake();
  }

  /// Waits until nothing waits any more, or nothing can be sent.
  synchronized void flush() throws InterruptedException {
    while (busy) {
      wait();
    }
  }

  /// Nothing can be sent any more, and what waits goes nowhere.
  synchronized void fail() {
    shut = true;
    size = 0;
    pongLength = -1;
    pinging = false;
    notifyAll();
  }

  synchronized boolean isShut() {
    return shut;
  }

  synchronized int waiting() {
    return size;
  }

  synchronized long messages() {
    return messages;
  }

  synchronized long bytes() {
    return bytes;
  }

  private synchronized void take() throws IOException, InterruptedException {
    while (busy && !shut) {
      wait();
    }
    if (shut) {
      throw new IOException("the web socket is closed");
    }
    busy = true;
    messages++;
    vigil.writes();
  }

  private void release(boolean well) {
    vigil.wrote();
    if (!well) {
      fail();
      cut();
    }
    pass();
  }

  private void cut() {
    try {
      link.cut();
    } catch (IOException _) {
      // It is broken already.
    }
  }

  private synchronized void pass() {
    busy = false;
    if (something()) {
      wake();
    } else {
      notifyAll();
    }
  }

  private boolean something() {
    return size > 0 || pinging || pongLength >= 0;
  }

  private void wake() {
    if (!busy) {
      busy = true;
      vigil.writes();
      Thread.ofVirtual().name("web socket writer").start(this::drain);
    }
  }

  private void drain() {
    boolean well = false;
    try {
      writeWaiting();
      well = true;
    } catch (IOException _) {
      // Nothing more can be sent; whoever reads sees the end.
    } finally {
      release(well);
    }
  }

  private void writeWaiting() throws IOException {
    for (int count = next(); count > 0; count = next()) {
      write(writing, 0, count);
      vigil.writes();
    }
  }

  /// Makes all that waits the next to be written.
  private synchronized int next() {
    if (pinging || pongLength >= 0) {
      controls();
    }
    int count = size;
    if (count > 0) {
      byte[] empty = writing.length > KEPT ? NOTHING : writing;
      writing = waiting;
      waiting = empty;
      size = 0;
    }
    return count;
  }

  /// Puts ping and pong before all else.
  private void controls() {
    byte[] rest = waiting;
    int count = size;
    waiting = new byte[2 * (Framer.LONGEST_HEAD + pong.length) + count];
    size = 0;
    if (pongLength >= 0) {
      append(Opcode.PONG, pong, 0, pongLength);
    }
    if (pinging) {
      append(Opcode.PING, ByteBuffer.allocate(Long.BYTES).putLong(ping).array(), 0, Long.BYTES);
    }
    System.arraycopy(rest, 0, waiting, size, count);
    size += count;
    pongLength = -1;
    pinging = false;
  }

  private void append(int opcode, byte[] from, int offset, int length) {
    int needed = size + Framer.LONGEST_HEAD + length;
    if (needed > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(needed, 2 * waiting.length));
    }
    size = framer.frame(waiting, size, opcode, from, offset, length, length, framer.key());
  }

  private void write(int opcode, byte[] from, int offset, int length) throws IOException {
    int joined = Math.min(length, PIECE - Framer.LONGEST_HEAD);
    if (writing.length < Framer.LONGEST_HEAD + joined) {
      writing =
          new byte[Math.min(PIECE, Math.max(Framer.LONGEST_HEAD + joined, 2 * writing.length))];
    }
    int key = framer.key();
    write(writing, 0, framer.frame(writing, 0, opcode, from, offset, joined, length, key));
    rest(from, offset + joined, offset + length, Integer.rotateLeft(key, joined % 4 * Byte.SIZE));
  }

  /// @param key belongs to the byte at `from`, and to every fourth after it
  private void rest(byte[] bytes, int from, int to, int key) throws IOException {
    int piece = Math.min(writing.length, PIECE) & -Integer.BYTES;
    for (int at = from; at < to; at += piece) {
      int count = Math.min(piece, to - at);
      if (framer.masks()) {
        System.arraycopy(bytes, at, writing, 0, count);
        Mask.apply(writing, 0, count, key);
        write(writing, 0, count);
      } else {
        write(bytes, at, count);
      }
    }
  }

  private void write(byte[] from, int offset, int count) throws IOException {
    out.write(from, offset, count);
    synchronized (this) {
      bytes += count;
    }
  }
}
