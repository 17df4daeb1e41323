package dev.sonde.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// Serves requests over the server's side of [TlsWire].
final class TlsListener implements AutoCloseable {
  private final ServerSocketChannel server;
  private final SSLContext context = TestTls.serverContext();
  private final TlsBuffers buffers = new TlsBuffers();
  private final Service service;
  private final AtomicInteger accepted = new AtomicInteger();

  TlsListener(Handler handler) throws IOException {
    service = Served.service(Served.LIMITS, handler);
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Thread.ofVirtual().start(this::accept);
  }

  Url url(String target) throws IOException {
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    return Url.parse("https://localhost:" + port + target);
  }

  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(channel));
      }
    } catch (ClosedChannelException closed) {
      // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel channel) {
    try {
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(false);
      var wire = new TlsWire(ChannelWire.of(channel), engine, buffers);
      wire.shake();
      new Connection(service, wire).run();
    } catch (IOException gone) {
      // the client did not want to
    }
  }
}
