package dev.sonde.http;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Ends calls whose time is up, on one thread for all calls of a client. It sleeps until the next
/// of them is due, and for ever when there are none.
final class Deadlines implements Runnable {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final LongSupplier ticker;
  private final Faults faults;
  private final Set<Attempt> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Thread thread;
  private long wakes;
  private boolean closed;

  Deadlines(LongSupplier ticker) {
    this.ticker = ticker;
    this.faults = new Faults(ticker);
  }

  synchronized void add(Attempt attempt) throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    open.add(attempt);
    if (thread == null) {
      wakes = ticker.getAsLong();
      thread = Thread.ofPlatform().name("http client deadlines").daemon().start(this);
    }
  }

  /// Its deadline is another one now.
  synchronized void moved(Attempt attempt) {
    if (attempt.due() - wakes < 0) {
      notifyAll();
    }
  }

  synchronized void remove(Attempt attempt) {
    open.remove(attempt);
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
        long wait = Math.max(TimeUnit.MILLISECONDS.toNanos(1), nearest(now));
        wakes = now + wait;
        TimeUnit.NANOSECONDS.timedWait(this, wait);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void sweep(long now) {
    for (Attempt each : open) {
      try {
        each.sweep(now);
      } catch (IOException e) {
        faults.report("closing a connection failed", e);
      }
    }
  }

  /// Ends everything and the thread.
  synchronized void close() {
    closed = true;
    for (Attempt each : open) {
      try {
        each.close();
      } catch (IOException e) {
        faults.report("closing a connection failed", e);
      }
    }
    notifyAll();
  }

  private long nearest(long now) {
    long nearest = NEVER;
    for (Attempt each : open) {
      nearest = Math.min(nearest, each.due() - now);
    }
    return nearest;
  }
}
