package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// TLS over a socket, for clients and servers. One thread may read while another writes.
///
/// # Implementation notes
///
/// Closing waits for nobody: it says goodbye when nobody reads or writes just then, as far as the
/// socket takes it at once. The peer may answer with its own or not; nobody waits for it.
final class TlsWire implements Wire {
  private static final int LONGEST_HANDSHAKE = 1000;

  private final ChannelWire below;
  private final SSLEngine engine;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final TlsOutput out;
  private final TlsInput in;
  private final Executor computing;
  private Optional<X509Certificate> certificate = Optional.empty();

  TlsWire(ChannelWire below, SSLEngine engine, TlsBuffers buffers) {
    this(below, engine, buffers, Runnable::run);
  }

  /// @param computing does what takes a handshake long, on the caller's thread
  TlsWire(ChannelWire below, SSLEngine engine, TlsBuffers buffers, Executor computing) {
    this.computing = computing;
    this.below = below;
    this.engine = engine;
    this.out = new TlsOutput(engine, below.channel(), buffers, writing);
    this.in = new TlsInput(engine, below, buffers, out, reading);
  }

  /// The first byte of what comes has been read already. Comes before everything else.
  void begun(byte first) {
    in.begun(first);
  }

  /// What the peer showed was found good.
  void certified(X509Certificate shown) {
    certificate = Optional.of(shown);
  }

  /// Comes before everything but [#begun]. Blocks; whoever waits for it closes the wire in time.
  void shake() throws IOException {
    engine.beginHandshake();
    for (int i = 0; i < LONGEST_HANDSHAKE; i++) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> computing.execute(() -> runTasks(engine));
        case NEED_WRAP -> answer();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> in.shake();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
    throw new SSLException("the TLS handshake does not end");
  }

  /// A peer that refuses says why and hangs up, so that writing fails: what it said comes first.
  private void answer() throws IOException {
    try {
      out.answer();
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      out.discard();
      in.lastWords();
      throw e;
    }
  }

  static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  SSLSession session() {
    return engine.getSession();
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public Optional<InetAddress> peer() {
    return below.peer();
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return certificate;
  }

  @Override
  public void shutdownInput() throws IOException {
    in.shut();
    below.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    leave();
    below.shutdownOutput();
  }

  @Override
  public boolean quiet() throws IOException {
    SocketChannel channel = below.channel();
    channel.configureBlocking(false);
    try {
      return in.quiet();
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public int readNow(byte[] into, int from, int length) throws IOException {
    SocketChannel channel = below.channel();
    channel.configureBlocking(false);
    try {
      return in.readNow(into, from, length);
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      leave();
    } finally {
      below.close();
    }
  }

  private void leave() {
    if (reading.tryLock()) {
      try {
        leaveUnread();
      } finally {
        reading.unlock();
      }
    }
  }

  private void leaveUnread() {
    if (writing.tryLock()) {
      try {
        sayGoodbye();
      } catch (IOException _) {
        // The peer is gone, or does not read.
      } finally {
        writing.unlock();
      }
    }
  }

  private void sayGoodbye() throws IOException {
    SocketChannel channel = below.channel();
    if (channel.isOpen()) {
      channel.configureBlocking(false);
      try {
        engine.closeOutbound();
        out.answer();
      } finally {
        channel.configureBlocking(true);
      }
    }
  }
}
