package dev.sonde.http;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The open connections of one listener. Safe for all threads.
final class Connections {
  /// A connection younger than this may have its request under way and is not evicted.
  private static final long EVICTABLE = TimeUnit.SECONDS.toNanos(1);

  private int most;
  private final LongSupplier ticker;
  private final Set<Connection> open = new LinkedHashSet<>();

  Connections(int most, LongSupplier ticker) {
    this.most = most;
    this.ticker = ticker;
  }

  /// Makes room when all places are taken: the connection that has idled longest goes.
  ///
  /// @return the connection to close, or null
  synchronized @Nullable Connection evict() {
    Connection longest = null;
    long idle = EVICTABLE - 1;
    long now = ticker.getAsLong();
    for (Connection connection : open) {
      long candidate = connection.idle(now);
      if (candidate > idle) {
        longest = connection;
        idle = candidate;
      }
    }
    if (longest != null) {
      open.remove(longest);
    }
    return longest;
  }

  /// Sets another number of places; connections that are open stay.
  synchronized void limit(int to) {
    most = to;
  }

  synchronized boolean full() {
    return open.size() >= most;
  }

  synchronized void add(Connection connection) {
    open.add(connection);
  }

  synchronized void remove(Connection connection) {
    open.remove(connection);
    if (open.isEmpty()) {
      notifyAll();
    }
  }

  synchronized int count() {
    return open.size();
  }

  synchronized List<Connection> all() {
    return List.copyOf(open);
  }

  void sweep() {
    long now = ticker.getAsLong();
    for (Connection connection : all()) {
      try {
        connection.sweep(now);
      } catch (IOException _) {
        // It closed by itself meanwhile, which is what the sweep wanted.
      }
    }
  }

  /// Waits until none is open.
  ///
  /// @return whether that came true in time
  synchronized boolean awaitNone(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; !open.isEmpty() && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return open.isEmpty();
  }
}
