package dev.sonde.http.websocket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells many web sockets the same, again and again, in text: made once for all who listen, by a
/// thread that lives as long as somebody does. Who reads slowly misses some; nobody else is held
/// up. Safe for all threads.
public final class Broadcast {
  private final String name;
  private final Supplier<byte[]> words;
  private final long intervalNanos;
  private final int most;
  private final List<WebSocket> listening = new ArrayList<>();
  private @Nullable Thread thread;

  /// @param name of the thread
  /// @param words in UTF-8; not changed afterwards
  /// @param most how many may listen
  public Broadcast(String name, Supplier<byte[]> words, Duration interval, int most) {
    this.name = name;
    this.words = words;
    this.intervalNanos = interval.toNanos();
    this.most = most;
  }

  /// May nobody come any more?
  public synchronized boolean isFull() {
    return listening.size() >= most;
  }

  /// Tells who comes something at once, and sees to it that the next things follow.
  ///
  /// @return false when it is full; nothing was told then
  public synchronized boolean join(WebSocket socket, byte[] first) {
    if (isFull()) {
      return false;
    }
    tell(socket, first);
    listening.add(socket);
    if (thread == null) {
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
    return true;
  }

  /// Nothing more for this one.
  public synchronized void leave(WebSocket socket) {
    listening.remove(socket);
    if (listening.isEmpty()) {
      notifyAll();
    }
  }

  /// Tells all something out of turn.
  ///
  /// @return how many have it, or will
  public int tell(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Math.toIntExact(all().stream().filter(each -> tell(each, utf8)).count());
  }

  private synchronized List<WebSocket> all() {
    return List.copyOf(listening);
  }

  private void run() {
    try {
      for (List<WebSocket> all = next(); !all.isEmpty(); all = next()) {
        byte[] made = words.get();
        all.forEach(each -> tell(each, made));
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

  private static boolean tell(WebSocket socket, byte[] words) {
    return socket.offer(Kind.TEXT, words, 0, words.length);
  }
}
