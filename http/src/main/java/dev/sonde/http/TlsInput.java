package dev.sonde.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What comes in over a [TlsWire].
///
/// # Implementation notes
///
/// It waits on the five bytes that begin each record and borrows a buffer when they have come. What
/// fits is deciphered into the reader's own array; only a reader with less room costs a second
/// buffer. So one that waits holds none.
///
/// Messages of TLS itself (tickets, new keys) are dealt with on the way and seen by nobody. A peer
/// that wants another handshake within TLS 1.2 is refused.
///
/// What broke it is told to everyone who reads on: the engine itself forgets an alert once it has
/// thrown it, and a writer that looks for an early answer may be the first to see it.
final class TlsInput extends InputStream {
  private enum Step {
    DATA,
    NOTHING,
    MORE,
    ENDED
  }

  private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);
  private static final int UNASKED = 16;

  private final SSLEngine engine;
  private final SocketChannel channel;
  private final InputStream below;
  private final TlsBuffers buffers;
  private final TlsOutput out;
  private final ReentrantLock turn;
  private final ByteBuffer first = ByteBuffer.allocate(5);
  private @Nullable ByteBuffer records;
  private @Nullable ByteBuffer plain;
  private @Nullable SSLException broken;
  private boolean over;
  private volatile boolean shut;

  TlsInput(
      SSLEngine engine, ChannelWire wire, TlsBuffers buffers, TlsOutput out, ReentrantLock turn) {
    this.engine = engine;
    this.channel = wire.channel();
    this.below = wire.in();
    this.buffers = buffers;
    this.out = out;
    this.turn = turn;
  }

  /// What came of the first record before TLS was spoken.
  void begun(byte first) {
    records = buffers.take().put(first).flip();
  }

  /// From here on the end of the stream is our own doing.
  void shut() {
    shut = true;
  }

  /// Takes part in the handshake: one record.
  void shake() throws IOException {
    turn.lock();
    try {
      Step step = step(NO_ROOM);
      while (step == Step.MORE && fill() >= 0) {
        step = step(NO_ROOM);
      }
      if (step == Step.MORE || step == Step.ENDED) {
        throw new EOFException("it hung up during the TLS handshake");
      }
    } finally {
      turn.unlock();
    }
  }

  /// Looks for the alert with which the peer went, after it was found gone.
  ///
  /// @throws SSLException what it said
  void lastWords() throws SSLException {
    try {
      for (int i = 0; i < UNASKED; i++) {
        shake();
      }
    } catch (SSLException said) {
      throw said;
    } catch (IOException _) {
      // It said nothing.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    turn.lock();
    try {
      return read(ByteBuffer.wrap(to, offset, length));
    } finally {
      turn.unlock();
    }
  }

  private int read(ByteBuffer to) throws IOException {
    int from = to.position();
    boolean open = true;
    while (open && to.position() == from) {
      open = plain != null ? pour(plain, to) : advance(to);
    }
    return to.position() > from ? to.position() - from : -1;
  }

  private boolean advance(ByteBuffer to) throws IOException {
    return switch (step(to)) {
      case DATA, NOTHING -> {
        calm();
        yield true;
      }
      case MORE -> fill() >= 0 || ends();
      case ENDED -> false;
    };
  }

  private boolean pour(ByteBuffer from, ByteBuffer to) {
    int count = Math.min(from.remaining(), to.remaining());
    to.put(from.slice(from.position(), count));
    from.position(from.position() + count);
    if (!from.hasRemaining()) {
      plain = null;
      buffers.giveBack(from);
    }
    return true;
  }

  private boolean ends() throws EOFException {
    if (!shut) {
      throw new EOFException("it hung up without ending TLS, so something may be missing");
    }
    return false;
  }

  @Override
  public int available() throws IOException {
    turn.lock();
    try {
      boolean more = true;
      while (plain == null && more) {
        more =
            switch (step(NO_ROOM)) {
              case DATA, NOTHING -> {
                calm();
                yield true;
              }
              case MORE -> below.available() > 0 && fill() > 0;
              case ENDED -> false;
            };
      }
      return plain == null ? 0 : plain.remaining();
    } finally {
      turn.unlock();
    }
  }

  /// Has the peer said nothing but what TLS itself has to say, and not hung up? Only for a channel
  /// that does not block.
  boolean quiet() throws IOException {
    turn.lock();
    try {
      for (int i = 0; i < UNASKED && plain == null; i++) {
        switch (step(NO_ROOM)) {
          case NOTHING -> calm();
          case DATA, ENDED -> {
            return false;
          }
          case MORE -> {
            int count = fill();
            if (count <= 0) {
              return count == 0 && records == null;
            }
          }
        }
      }
      return false;
    } finally {
      turn.unlock();
    }
  }

  /// What has come, without waiting: 0 when nothing has, -1 at the end, however it came. Only for a
  /// channel that does not block.
  int readNow(byte[] into, int from, int length) throws IOException {
    turn.lock();
    try {
      ByteBuffer to = ByteBuffer.wrap(into, from, length);
      boolean open = true;
      boolean more = true;
      for (int i = 0; i < UNASKED && open && more && to.position() == from; i++) {
        Step step = plain != null ? Step.DATA : step(to);
        switch (step) {
          case DATA, NOTHING -> take(to);
          case ENDED -> open = false;
          case MORE -> {
            int count = fill();
            more = count > 0;
            open = count >= 0;
          }
        }
      }
      return open ? to.position() - from : -1;
    } finally {
      turn.unlock();
    }
  }

  private void take(ByteBuffer to) throws IOException {
    if (plain != null) {
      pour(plain, to);
    } else {
      calm();
    }
  }

  /// Deciphers one record, if a whole one is there.
  private Step step(ByteBuffer to) throws IOException {
    ByteBuffer from = records;
    if (over) {
      return Step.ENDED;
    }
    if (from == null) {
      return Step.MORE;
    }
    SSLEngineResult result = unwrap(from, to);
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      result = unwrapAside(from);
    }
    if (!from.hasRemaining()) {
      records = null;
      buffers.giveBack(from);
    }
    over = result.getStatus() == SSLEngineResult.Status.CLOSED;
    return step(result);
  }

  private SSLEngineResult unwrap(ByteBuffer from, ByteBuffer to) throws SSLException {
    SSLException known = broken;
    if (known != null) {
      throw known;
    }
    try {
      return engine.unwrap(from, to);
    } catch (SSLException e) {
      broken = e;
      throw e;
    }
  }

  private static Step step(SSLEngineResult result) throws SSLException {
    return switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> Step.MORE;
      case BUFFER_OVERFLOW -> throw new SSLException("a TLS record is longer than TLS allows");
      case CLOSED -> Step.ENDED;
      case OK -> result.bytesProduced() > 0 ? Step.DATA : Step.NOTHING;
    };
  }

  private SSLEngineResult unwrapAside(ByteBuffer from) throws SSLException {
    ByteBuffer aside = buffers.take();
    boolean filled = false;
    try {
      SSLEngineResult result = unwrap(from, aside);
      filled = result.bytesProduced() > 0;
      return result;
    } finally {
      if (filled) {
        plain = aside.flip();
      } else {
        buffers.giveBack(aside);
      }
    }
  }

  /// Answers what TLS itself asks for after the handshake.
  private void calm() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NOT_HANDSHAKING, FINISHED -> {}
      case NEED_WRAP, NEED_TASK, NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
          throw new SSLException("it asks for another TLS handshake, which is not done");
        }
        TlsWire.runTasks(engine);
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
          out.answer();
        }
      }
    }
  }

  /// Reads more of a record; waits where the channel does.
  private int fill() throws IOException {
    ByteBuffer into = records;
    if (into == null) {
      return begin();
    }
    if (into.remaining() == into.capacity()) {
      throw new SSLException("a TLS record is longer than TLS allows");
    }
    into.compact();
    try {
      return channel.read(into);
    } finally {
      into.flip();
    }
  }

  private int begin() throws IOException {
    int count = channel.read(first.clear());
    if (count > 0) {
      records = buffers.take().put(first.flip()).flip();
    }
    return count;
  }
}
