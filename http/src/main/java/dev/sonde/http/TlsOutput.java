package dev.sonde.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// What goes out of a [TlsWire]: each piece leaves at once, as records. Holds a buffer only while
/// it writes.
final class TlsOutput extends OutputStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final SocketChannel channel;
  private final TlsBuffers buffers;
  private final ReentrantLock turn;

  TlsOutput(SSLEngine engine, SocketChannel channel, TlsBuffers buffers, ReentrantLock turn) {
    this.engine = engine;
    this.channel = channel;
    this.buffers = buffers;
    this.turn = turn;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      send(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  /// Sends what TLS itself has to say.
  void answer() throws IOException {
    send(NOTHING);
  }

  /// Forgets what TLS itself has to say.
  void discard() throws SSLException {
    turn.lock();
    ByteBuffer records = buffers.take();
    try {
      while (isWrapping() && engine.wrap(NOTHING, records.clear()).bytesProduced() > 0) {}
    } finally {
      buffers.giveBack(records);
      turn.unlock();
    }
  }

  private void send(ByteBuffer from) throws IOException {
    turn.lock();
    ByteBuffer records = buffers.take();
    try {
      boolean more;
      do {
        more = wrap(from, records);
        write(records.flip());
        records.clear();
      } while (from.hasRemaining() || (more && isWrapping()));
    } finally {
      buffers.giveBack(records);
      turn.unlock();
    }
  }

  private boolean isWrapping() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  private boolean wrap(ByteBuffer from, ByteBuffer records) throws IOException {
    SSLEngineResult result = engine.wrap(from, records);
    if (from.hasRemaining() && result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new IOException("the TLS connection has ended");
    }
    if (from.hasRemaining() && result.bytesProduced() == 0) {
      throw new SSLException("TLS does not take what is to be sent: " + result.getStatus());
    }
    return result.bytesProduced() > 0;
  }

  private void write(ByteBuffer records) throws IOException {
    while (records.hasRemaining()) {
      if (channel.write(records) == 0) {
        throw new IOException("it does not take what TLS has to say");
      }
    }
  }
}
