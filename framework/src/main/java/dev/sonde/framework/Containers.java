package dev.sonde.framework;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The containers there are, and their numbers: one inventory and one reading for all who ask at
/// about the same time, whichever part of it they want. Safe for all threads.
///
/// # Implementation notes
///
/// A percentage compares two readings, and is better the further they lie apart: so a reading
/// stands for nearly a second, in which everybody gets the same one. The first one of a container
/// has nothing to be compared with; who needs that waits until a second one makes sense. Nobody
/// waits for that while he holds the lock.
final class Containers implements AutoCloseable {
  private static final Duration APART = Duration.ofSeconds(1);

  /// A little less, so that a run a second after another one does not meet its reading.
  private static final Duration FRESH = Duration.ofMillis(900);

  /// A container that comes and goes is not waited for for ever.
  private static final int MOST_WAITS = 3;

  private final Runtimes runtimes;
  private final Time time;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();

  /// One of those who have no time-out reads for all of them.
  private final ReentrantLock gate = new ReentrantLock();

  private volatile @Nullable ContainerReading last;

  Containers(Runtimes runtimes, Time time, Pause pause) {
    this.runtimes = runtimes;
    this.time = time;
    this.pause = pause;
  }

  /// One that is not old.
  ContainerReading reading() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      ContainerReading known = last;
      if (known != null && isFresh(known)) {
        return known;
      }
      ContainerReading now = runtimes.read(time.wallMillis(), time.nanos(), known);
      last = now;
      return now;
    } finally {
      lock.unlock();
    }
  }

  /// The same, read by a thread that may hang.
  ///
  /// @throws Exception when that takes longer
  ContainerReading within(Duration longest, Blocking blocking) throws Exception {
    ContainerReading known = last;
    if (known != null && isFresh(known)) {
      return known;
    }
    if (!gate.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("others wait for them, too");
    }
    try {
      return blocking.call("containers", longest, this::reading);
    } finally {
      gate.unlock();
    }
  }

  /// One that could be compared with another, as far as this container goes.
  ContainerReading compared(String id) throws InterruptedException {
    ContainerReading known = reading();
    for (int waits = 0; waits < MOST_WAITS && known.newcomers().contains(id); waits++) {
      Duration rest = APART.minus(age(known));
      pause.pause(rest.isPositive() ? rest : Duration.ZERO);
      known = reading();
    }
    return known;
  }

  /// Does not wait for a reading that hangs.
  @Override
  public void close() {
    boolean held = lock.tryLock();
    try {
      runtimes.close();
    } finally {
      if (held) {
        lock.unlock();
      }
    }
  }

  private boolean isFresh(ContainerReading known) {
    return age(known).compareTo(FRESH) < 0;
  }

  private Duration age(ContainerReading of) {
    return Duration.ofNanos(time.nanos() - of.beganNanos());
  }
}
