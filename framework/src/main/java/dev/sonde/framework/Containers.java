package dev.sonde.framework;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.api.framework.Container;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
///
/// Who asks about one container gets a reading of that one, beside those of all: these are for
/// scheduled runs, and the first of them that comes after a container's end shows it.
final class Containers implements AutoCloseable {
  private static final Duration APART = Duration.ofSeconds(1);

  /// A little less, so that a run a second after another one does not meet its reading.
  private static final Duration FRESH = Duration.ofMillis(900);

  /// Of as many single ones it is known how they were.
  private static final int MOST_SINGLES = 64;

  /// A container that comes and goes is not waited for for ever.
  private static final int MOST_WAITS = 3;

  private final Runtimes runtimes;
  private final Time time;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();

  /// One of those who have no time-out reads for all of them.
  private final ReentrantLock gate = new ReentrantLock();

  private final Map<String, SingleReading> singles = new LinkedHashMap<>(16, 0.75f, true);
  private volatile @Nullable ContainerReading last;

  Containers(Runtimes runtimes, Time time, Pause pause) {
    this.runtimes = runtimes;
    this.time = time;
    this.pause = pause;
  }

  /// All there are, without their numbers.
  ContainerReading present() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      ContainerReading known = last;
      return known != null && isFresh(known) ? known : runtimes.list(time.nanos());
    } finally {
      lock.unlock();
    }
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

  /// All there are, as [#present] says, told by a thread that may hang.
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
      return blocking.call("containers", longest, this::present);
    } finally {
      gate.unlock();
    }
  }

  /// One that could be compared with another, as far as those go that are there now.
  ContainerReading compared() throws InterruptedException {
    ContainerReading known = reading();
    Set<String> meant = known.newcomers();
    for (int waits = 0;
        waits < MOST_WAITS && !Collections.disjoint(meant, known.newcomers());
        waits++) {
      waitAfter(known.beganNanos());
      known = reading();
    }
    return known;
  }

  /// One of this container alone, or what a reading of all says of it that is not old.
  SingleReading single(Container container) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      SingleReading before = singles.get(container.id());
      if (before != null && isFresh(before.beganNanos())) {
        return before;
      }
      Optional<SingleReading> part = partOfAll(container.id());
      return part.isPresent() ? part.get() : read(container, before);
    } finally {
      lock.unlock();
    }
  }

  /// The same that could be compared with another.
  SingleReading singleCompared(Container container) throws InterruptedException {
    SingleReading known = single(container);
    for (int waits = 0; waits < MOST_WAITS && known.newcomer(); waits++) {
      waitAfter(known.beganNanos());
      known = single(container);
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

  private SingleReading read(Container container, @Nullable SingleReading before)
      throws InterruptedException {
    SingleReading now = runtimes.read(container, time.wallMillis(), time.nanos(), before);
    singles.put(container.id(), now);
    if (singles.size() > MOST_SINGLES) {
      singles.remove(singles.keySet().iterator().next());
    }
    return now;
  }

  private Optional<SingleReading> partOfAll(String id) {
    ContainerReading known = last;
    if (known == null || !isFresh(known)) {
      return Optional.empty();
    }
    return Optional.ofNullable(known.byId().get(id))
        .map(measured ->
            new SingleReading(
                known.beganNanos(), known.newcomers().contains(id), measured, Map.of()));
  }

  private void waitAfter(long beganNanos) throws InterruptedException {
    Duration rest = APART.minus(age(beganNanos));
    pause.pause(rest.isPositive() ? rest : Duration.ZERO);
  }

  private boolean isFresh(ContainerReading known) {
    return isFresh(known.beganNanos());
  }

  private boolean isFresh(long beganNanos) {
    return age(beganNanos).compareTo(FRESH) < 0;
  }

  private Duration age(long beganNanos) {
    return Duration.ofNanos(time.nanos() - beganNanos);
  }
}
