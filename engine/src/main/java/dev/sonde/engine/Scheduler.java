package dev.sonde.engine;

import dev.sonde.api.Rhythm;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when: repeated jobs at instants aligned to the wall clock, and one-shot jobs after a delay.
///
/// # Implementation notes
///
/// One platform thread; jobs only start things and return at once. Waiting is monotonic. A repeated
/// job's next instant is worked out from the wall clock each time it starts, so after a step of the
/// clock it realigns at its next run and never sleeps longer than its interval. Instants lie on
/// slots of 100 ms: what is due in one slot starts together. A job that is found due more than one
/// interval late is started once, and told how many instants it missed.
final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.scheduler");
  static final long SLOT_MILLIS = 100;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Woken a little early, a job must not take the instant it was woken for as its next one.
  private static final long EARLY_MILLIS = 10;

  /// What is called when the time has come. Must return at once.
  interface Job {
    /// @param missed how many instants passed unused before this one
    void start(int missed);
  }

  /// Something scheduled, that can be taken back.
  final class Entry {
    private final Job job;
    private final long intervalMillis;
    private final long offsetMillis;
    private long dueNanos;

    private Entry(Job job, long intervalMillis, long offsetMillis, long dueNanos) {
      this.job = job;
      this.intervalMillis = intervalMillis;
      this.offsetMillis = offsetMillis;
      this.dueNanos = dueNanos;
    }

    void cancel() {
      synchronized (queue) {
        queue.remove(this);
      }
    }
  }

  private final Time time;
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong(entry -> entry.dueNanos - origin()));
  private final long origin;
  private volatile @Nullable Thread thread;

  Scheduler(Time time) {
    this.time = time;
    this.origin = time.nanos();
  }

  /// Starts a job now, and then at every instant that is a multiple of the interval.
  Entry every(Duration interval, Job job) {
    return add(new Entry(job, interval.toMillis(), 0, time.nanos()));
  }

  /// Starts a job at every instant that is a multiple of the interval, from the next one on.
  Entry everyAligned(Duration interval, Job job) {
    return everyAligned(interval.toMillis(), 0, job);
  }

  /// Starts a job at a rhythm's instants, from the next one on.
  Entry every(Rhythm rhythm, Job job) {
    long offset = rhythm.offset().toMillis();
    return everyAligned(rhythm.interval().toMillis(), offset - offset % SLOT_MILLIS, job);
  }

  private Entry everyAligned(long intervalMillis, long offsetMillis, Job job) {
    long wait = untilNextInstant(intervalMillis, offsetMillis);
    long due = time.nanos() + wait * NANOS_PER_MILLI;
    return add(new Entry(job, intervalMillis, offsetMillis, due));
  }

  /// Starts a job once, after a delay.
  Entry after(Duration delay, Runnable job) {
    return add(new Entry(_ -> job.run(), 0, 0, time.nanos() + delay.toNanos()));
  }

  /// Starts everything that is due and says how long until the next is. Public to tests by being
  /// here: the thread does nothing else.
  long tick() {
    List<Runnable> due = new ArrayList<>();
    long wait;
    synchronized (queue) {
      long now = time.nanos();
      while (!queue.isEmpty() && queue.element().dueNanos - now <= 0) {
        Entry entry = queue.remove();
        int missed = missed(entry, now);
        due.add(() -> entry.job.start(missed));
        if (entry.intervalMillis > 0) {
          long next = untilNextInstant(entry.intervalMillis, entry.offsetMillis);
          entry.dueNanos = now + next * NANOS_PER_MILLI;
          queue.add(entry);
        }
      }
      Entry next = queue.peek();
      wait = next == null ? Long.MAX_VALUE : next.dueNanos - now;
    }
    due.forEach(Scheduler::run);
    return wait;
  }

  /// A job that throws is a defect; the others go on all the same.
  private static void run(Runnable job) {
    try {
      job.run();
    } catch (Throwable defect) {
      LOG.error("a scheduled job failed", defect);
    }
  }

  /// Starts the thread that ticks.
  void start() {
    Thread ticking =
        Thread.ofPlatform().name("sonde-scheduler").daemon().unstarted(this::tickUntilClosed);
    thread = ticking;
    ticking.start();
  }

  @Override
  public void close() {
    Thread ticking = thread;
    thread = null;
    LockSupport.unpark(ticking);
  }

  private void tickUntilClosed() {
    while (thread != null) {
      LockSupport.parkNanos(this, tick());
    }
  }

  private long origin() {
    return origin;
  }

  private Entry add(Entry entry) {
    boolean first;
    synchronized (queue) {
      queue.add(entry);
      first = queue.peek() == entry;
    }
    if (first) {
      LockSupport.unpark(thread);
    }
    return entry;
  }

  private static int missed(Entry entry, long nowNanos) {
    if (entry.intervalMillis == 0) {
      return 0;
    }
    return (int) ((nowNanos - entry.dueNanos) / (entry.intervalMillis * NANOS_PER_MILLI));
  }

  private long untilNextInstant(long intervalMillis, long offsetMillis) {
    long intoInterval = Math.floorMod(time.wallMillis() - offsetMillis, intervalMillis);
    long wait = intervalMillis - intoInterval;
    return wait <= EARLY_MILLIS ? wait + intervalMillis : wait;
  }
}
