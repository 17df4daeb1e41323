package dev.sonde.it.journal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// Passes connections on to a port, and counts the bytes of those who connect.
final class CountingRelay implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int ROOM = 64 << 10;

  private final ServerSocket server = new ServerSocket(0, 1_000, HERE);
  private final AtomicLong bytes = new AtomicLong();
  private final int to;

  CountingRelay(int to) throws IOException {
    this.to = to;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// So many came from those who connect.
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        var far = new Socket(HERE, to);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pump(near, far, bytes));
        Thread.ofVirtual().start(() -> pump(far, near, new AtomicLong()));
      }
    } catch (IOException over) {
      // It is closed.
    }
  }

  private static void pump(Socket from, Socket to, AtomicLong count) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] room = new byte[ROOM];
      for (int size = in.read(room); size >= 0; size = in.read(room)) {
        to.getOutputStream().write(room, 0, size);
        count.addAndGet(size);
      }
    } catch (IOException broken) {
      // One side has gone, and so does the other.
    }
  }
}
