package dev.sonde.http.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Drives an engine over a socket: the handshake, one byte there, one byte back.
final class TlsTalk {
  private final SSLEngine engine;
  private final SocketChannel channel;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ByteBuffer clear;

  private TlsTalk(SSLEngine engine, SocketChannel channel) {
    this.engine = engine;
    this.channel = channel;
    this.in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.clear = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /// Talks to a port on loopback under a name.
  ///
  /// @throws IOException as [Tls#explain] says it
  static SSLEngine talk(Tls tls, String host, int port) throws IOException, InterruptedException {
    SSLEngine engine = tls.connection(host, port).engine();
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var channel = SocketChannel.open(to)) {
      var talk = new TlsTalk(engine, channel);
      talk.shake();
      tls.shaken(host, port, engine.getSession());
      talk.exchange();
      return engine;
    } catch (IOException e) {
      throw tls.explain(host, port, e);
    }
  }

  private void shake() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case NEED_TASK -> engine.getDelegatedTask().run();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void exchange() throws IOException {
    wrap(ByteBuffer.wrap(new byte[] {'?'}));
    while (clear.position() == 0) {
      unwrap();
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      }
    }
    engine.closeOutbound();
    wrap(ByteBuffer.allocate(0));
  }

  private void wrap(ByteBuffer what) throws IOException {
    out.clear();
    SSLException refused = null;
    try {
      engine.wrap(what, out);
    } catch (SSLException e) {
      refused = e;
    }
    channel.write(out.flip());
    if (refused != null) {
      tellAlert();
      throw refused;
    }
  }

  private void tellAlert() throws IOException {
    out.clear();
    engine.wrap(ByteBuffer.allocate(0), out);
    channel.write(out.flip());
  }

  private void unwrap() throws IOException {
    in.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(in, clear);
    } catch (SSLException e) {
      tellAlert();
      throw e;
    } finally {
      in.compact();
    }
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
      throw new EOFException("end of stream");
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new EOFException("closed");
    }
  }
}
