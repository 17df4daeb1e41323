package dev.sonde.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A balancer of connections that knows nothing of what it passes on, so that one breaks in the
/// middle of a request. It can be cut.
final class Passage implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BUFFER_BYTES = 1 << 14;
  private static final long MOST_ASKED = 1 << 17;
  private static final long MOST_ANSWERED = 1 << 12;

  /// Where a connection goes.
  enum Choice {
    /// To the first that takes it.
    FIRST,
    /// To the next that takes it, and not for long: it ends in the middle of a request, or when one
    /// has been answered and before the answer gets through.
    NEXT
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final ServerSocket server;
  private final Choice choice;
  private final List<InetSocketAddress> to;
  private volatile boolean cut;

  Passage(Choice choice, List<InetSocketAddress> to) throws IOException {
    this.choice = choice;
    this.to = List.copyOf(to);
    server = new ServerSocket(0, 50, LOOPBACK);
    threads.execute(this::accept);
  }

  /// Its own port of the loopback interface.
  int port() {
    return server.getLocalPort();
  }

  /// Ends what is open, and hangs up on whoever comes.
  void cut() {
    cut = true;
    hangUp();
  }

  void mend() {
    cut = false;
  }

  /// Ends what is open.
  void hangUp() {
    open.forEach(Passage::end);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(() -> serve(client, count.getAndIncrement()));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("the passage can't listen any more", e);
      }
    }
  }

  private void serve(Socket client, int number) {
    open.add(client);
    try (client;
        Socket there = cut ? null : connect(number)) {
      if (there != null) {
        open.add(there);
        var back = threads.submit(() -> pass(there, client, most(number, MOST_ANSWERED)));
        pass(client, there, most(number, MOST_ASKED));
        end(there);
        back.get();
        open.remove(there);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException _) {
      // one of the two hung up, or nobody is there
    } finally {
      open.remove(client);
    }
  }

  /// How many bytes get through.
  private long most(int number, long limit) {
    return choice == Choice.FIRST
        ? Long.MAX_VALUE
        : (number * 0x9E37_79B9L & 0x7FFF_FFFFL) % limit + 1;
  }

  private Socket connect(int number) throws IOException {
    int first = choice == Choice.FIRST ? 0 : number;
    var none = new IOException("nobody takes it");
    for (int i : IntStream.range(0, to.size()).toArray()) {
      InetSocketAddress address = to.get((first + i) % to.size());
      try {
        return new Socket(address.getAddress(), address.getPort());
      } catch (IOException e) {
        none.addSuppressed(e);
      }
    }
    throw none;
  }

  /// Passes on no more than `most` bytes, and the last ones not at all.
  private static Void pass(Socket from, Socket to, long most) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      long left = most;
      int read = in.read(buffer);
      while (read > 0 && read <= left) {
        out.write(buffer, 0, read);
        left -= read;
        read = in.read(buffer);
      }
    }
    return null;
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    threads.shutdownNow();
    threads.close();
  }
}
