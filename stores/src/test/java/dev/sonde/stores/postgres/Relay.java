package dev.sonde.stores.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a store and its server, and cuts the connection before an answer gets through
/// that the server has given.
final class Relay implements AutoCloseable {
  private static final int READY = 'Z';

  private final ServerSocket door;
  private final int port;
  private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean silences;
  private volatile boolean silent;

  /// @param port the server's
  Relay(int port) throws IOException {
    this.port = port;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /// So many more answers get through.
  void cutAfter(int more) {
    answers.set(more);
  }

  /// The next answer does not get through, and nothing after it; no connection ends for that.
  void fallSilent() {
    silences = true;
  }

  /// Is there an answer that did not get through?
  boolean isSilent() {
    return silent;
  }

  void heal() {
    answers.set(Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    door.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> ask(client, server));
        Thread.ofVirtual().start(() -> answer(client, server));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void ask(Socket client, Socket server) {
    try (client;
        server) {
      transfer(client, server);
      if (silent) {
        closed.await();
      }
    } catch (IOException _) {
      // cut
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Until the client is gone, which a server does not hear while there is silence.
  private void transfer(Socket client, Socket server) throws IOException {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
    } catch (IOException gone) {
      if (!silent) {
        throw gone;
      }
    }
  }

  /// An answer is everything up to the word that the server is ready.
  private void answer(Socket client, Socket server) {
    try (client;
        server) {
      var in = new DataInputStream(server.getInputStream());
      OutputStream out = client.getOutputStream();
      while (true) {
        int type = in.readUnsignedByte();
        byte[] content = new byte[in.readInt() - Integer.BYTES];
        in.readFully(content);
        if (type == READY && answers.getAndDecrement() <= 0) {
          return;
        }
        if (type == READY && silences) {
          silent = true;
          closed.await();
          return;
        }
        send(out, type, content);
      }
    } catch (IOException _) {
      // cut
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream out, int type, byte[] content) throws IOException {
    int length = content.length + Integer.BYTES;
    out.write(
        new byte[] {
          (byte) type,
          (byte) (length >>> 24),
          (byte) (length >>> 16),
          (byte) (length >>> 8),
          (byte) length
        });
    out.write(content);
    out.flush();
  }
}
