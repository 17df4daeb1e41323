package dev.sonde.server;

import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.http.websocket.WebSocketLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/metrics/live-stream`: a page at once, and then every five seconds, as the dashboard's
/// backend sent it. The page is made once for all who listen, by a thread that lives as long as
/// somebody does. Who reads slowly misses pages; nobody else is held up.
final class LiveStream {
  /// As there.
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /// As there.
  static final int MOST = 100;

  /// Nobody has anything to send. 64 KiB may wait, as there.
  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(
          WebSocketLimits.DEFAULT
              .withMessage(4 << 10)
              .withWaiting(64 << 10)
              .withSilence(Duration.ofSeconds(15), Duration.ofSeconds(45)));

  private final Supplier<byte[]> page;
  private final long intervalNanos;
  private final List<WebSocket> listening = new ArrayList<>();
  private @Nullable Thread thread;

  LiveStream(Supplier<byte[]> page, Duration interval) {
    this.page = page;
    this.intervalNanos = interval.toNanos();
  }

  Response stream(Request request) {
    return isFull()
        ? Response.error(429, "Too many live streams; try again later").with("Retry-After", "5")
        : Upgrade.accept(request, TERMS, this::hold);
  }

  private void hold(WebSocket socket) throws InterruptedException {
    if (!join(socket)) {
      socket.close(new CloseStatus(CloseStatus.TRY_LATER, "too many live streams"));
      return;
    }
    try {
      while (socket.next()) {}
    } finally {
      leave(socket);
    }
  }

  private synchronized boolean isFull() {
    return listening.size() >= MOST;
  }

  /// Shows the page to who comes, and sees to it that the next ones follow.
  private boolean join(WebSocket socket) {
    byte[] first = page.get();
    synchronized (this) {
      if (isFull()) {
        return false;
      }
      show(socket, first);
      listening.add(socket);
      if (thread == null) {
        thread = Thread.ofVirtual().name("live stream").start(this::run);
      }
      return true;
    }
  }

  private synchronized void leave(WebSocket socket) {
    listening.remove(socket);
    if (listening.isEmpty()) {
      notifyAll();
    }
  }

  private void run() {
    try {
      for (List<WebSocket> all = next(); !all.isEmpty(); all = next()) {
        byte[] made = page.get();
        all.forEach(each -> show(each, made));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /// Waits for the next turn.
  ///
  /// @return who listens then; empty, and the thread has ended, when nobody does
  private synchronized List<WebSocket> next() throws InterruptedException {
    long end = System.nanoTime() + intervalNanos;
    for (long left = intervalNanos;
        left > 0 && !listening.isEmpty();
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (listening.isEmpty()) {
      thread = null;
    }
    return List.copyOf(listening);
  }

  /// After an error somebody who comes later begins anew.
  private synchronized void end() {
    if (Thread.currentThread().equals(thread)) {
      thread = null;
    }
  }

  private static void show(WebSocket socket, byte[] page) {
    socket.offer(Kind.TEXT, page, 0, page.length);
  }
}
