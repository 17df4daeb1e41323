package dev.sonde.http;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Ends calls and web sockets whose time is up, and connections kept long enough, on one thread for
/// all of a client. It sleeps until the next of them is due, and for ever when there are none. It
/// wakes at most a hundred times a second, so that thousands that are due cost little.
final class Deadlines implements Runnable {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private static final long TIDY = TimeUnit.SECONDS.toNanos(30);
  private static final long SHORTEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(10);

  private final LongSupplier ticker;
  private final KeptWires kept;
  private final Faults faults;
  private final Set<Timed> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Thread thread;
  private long wakes;
  private long tidied;
  private boolean closed;

  Deadlines(LongSupplier ticker, KeptWires kept) {
    this.ticker = ticker;
    this.kept = kept;
    this.faults = new Faults(ticker);
  }

  synchronized void add(Timed timed) throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    open.add(timed);
    if (thread == null) {
      wakes = ticker.getAsLong();
      tidied = wakes;
      thread = Thread.ofPlatform().name("http client deadlines").daemon().start(this);
    }
  }

  /// Its deadline is another one now.
  synchronized void moved(Timed timed) {
    if (timed.due() - wakes < 0) {
      notifyAll();
    }
  }

  synchronized void remove(Timed timed) {
    open.remove(timed);
  }

  synchronized int count() {
    return open.size();
  }

  @Override
  public synchronized void run() {
    try {
      while (!closed) {
        long now = ticker.getAsLong();
        sweep(now);
        tidy(now);
        long wait = Math.max(SHORTEST_SLEEP, nearest(now));
        wakes = now + wait;
        TimeUnit.NANOSECONDS.timedWait(this, wait);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void sweep(long now) {
    for (Timed each : List.copyOf(open)) {
      try {
        each.sweep(now);
      } catch (IOException e) {
        faults.report("closing a connection failed", e);
      }
    }
  }

  private void tidy(long now) {
    if (now - tidied < TIDY) {
      return;
    }
    tidied = now;
    try {
      kept.tidy();
    } catch (IOException e) {
      faults.report("closing a connection failed", e);
    }
  }

  /// Ends everything and the thread.
  synchronized void close() {
    closed = true;
    for (Timed each : List.copyOf(open)) {
      try {
        each.close();
      } catch (IOException e) {
        faults.report("closing a connection failed", e);
      }
    }
    notifyAll();
  }

  private long nearest(long now) {
    long nearest = kept.count() == 0 ? NEVER : TIDY;
    for (Timed each : open) {
      nearest = Math.min(nearest, each.due() - now);
    }
    return nearest;
  }
}
