package dev.sonde.it.journal;

import dev.sonde.it.journal.Weather.Mood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Passes bytes on to another port of the loopback interface and back, as well as its weather lets
/// it. It knows nothing of what it passes on: connections break in the middle of requests.
final class Relay implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long SLOW_MILLIS = 300;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket server;
  private final int to;
  private final Weather weather;

  Relay(int to, Weather weather) throws IOException {
    this.to = to;
    this.weather = weather;
    server = new ServerSocket(0, 50, LOOPBACK);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("the relay can't listen any more", e);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var store = new Socket(LOOPBACK, to)) {
      var back = threads.submit(() -> back(store, client));
      forth(client, store);
      back.cancel(true);
    } catch (IOException _) {
      // one of the two hung up
    }
  }

  private void forth(Socket client, Socket store) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    for (int count = client.getInputStream().read(buffer);
        count > 0;
        count = client.getInputStream().read(buffer)) {
      if (weather.now() == Mood.BUSY || weather.now() == Mood.DEAF) {
        return;
      }
      store.getOutputStream().write(buffer, 0, count);
    }
  }

  private Void back(Socket store, Socket client) throws IOException, InterruptedException {
    try (client) {
      var buffer = new byte[BUFFER_BYTES];
      for (int count = store.getInputStream().read(buffer);
          count > 0 && weather.now() != Mood.CUT;
          count = store.getInputStream().read(buffer)) {
        if (weather.now() == Mood.SLOW && closed.await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
        client.getOutputStream().write(buffer, 0, count);
      }
    }
    return null;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
    threads.close();
  }
}
