package dev.sonde.collectors.statsd;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/// The threads that wait for what comes. They end with [#close], after what they wait on is closed.
final class Readers implements AutoCloseable {
  /// The longest packet there is.
  private static final int PACKET = 64 << 10;

  /// Of a connection: longer than any line.
  private static final int ROOM = 16 << 10;

  private final Sums sums;
  private final StatsdConfig config;
  private final BlockingQueue<Exception> failures;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /// @param failures where what ends a thread is told
  Readers(Sums sums, StatsdConfig config, BlockingQueue<Exception> failures) {
    this.sums = sums;
    this.config = config;
    this.failures = failures;
  }

  /// Takes packets until the channel is closed.
  void packets(DatagramChannel channel) {
    start(
        "statsd packets",
        () -> {
          ByteBuffer packet = ByteBuffer.allocate(PACKET);
          while (true) {
            channel.receive(packet.clear());
            sums.take(packet.array(), 0, packet.position());
          }
        });
  }

  /// Takes connections until the socket is closed.
  void connections(ServerSocket server) {
    start(
        "statsd connections",
        () -> {
          while (true) {
            Socket socket = server.accept();
            if (open.size() >= config.connections()) {
              sums.refuse("there are " + config.connections() + " connections already");
              socket.close();
            } else {
              open.add(socket);
              Thread.ofVirtual().name("statsd lines").start(() -> lines(socket));
            }
          }
        });
  }

  @Override
  public void close() throws IOException {
    over = true;
    for (Socket each : open) {
      each.close();
    }
  }

  private interface Waiting {
    void forever() throws IOException;
  }

  private void start(String name, Waiting waiting) {
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            waiting.forever();
          } catch (IOException | RuntimeException e) {
            if (!over) {
              failures.add(e);
            }
          }
        });
  }

  private void lines(Socket socket) {
    try (socket) {
      socket.setSoTimeout(Math.toIntExact(config.quiet().toMillis()));
      read(socket.getInputStream());
    } catch (SocketTimeoutException _) {
      sums.refuse("a connection said nothing for " + config.quiet().toSeconds() + " s");
    } catch (IOException _) {
      // It broke: what came before is taken, and there is nobody to tell.
    } finally {
      open.remove(socket);
    }
  }

  private void read(InputStream in) throws IOException {
    byte[] room = new byte[ROOM];
    int size = 0;
    for (int count = in.read(room); count >= 0; count = in.read(room, size, ROOM - size)) {
      size += count;
      int end = lastLine(room, size);
      sums.take(room, 0, end);
      size -= end;
      System.arraycopy(room, end, room, 0, size);
      if (size == ROOM) {
        sums.refuse("a connection sent " + ROOM + " bytes without a line feed");
        return;
      }
    }
    sums.take(room, 0, size);
  }

  /// Behind the last line feed; 0 when there is none.
  private static int lastLine(byte[] bytes, int size) {
    int end = size;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
