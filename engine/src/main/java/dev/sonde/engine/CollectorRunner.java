package dev.sonde.engine;

import dev.sonde.api.Collector;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one collector: when, on which thread, for how long, and what is known of it afterwards.
final class CollectorRunner {
  private static final Duration SECOND_READING = Duration.ofSeconds(1);

  private final String name;
  private final Collector collector;
  private final Producer producer;
  private final Supplier<Pipeline> pipeline;
  private final Scheduler scheduler;
  private final Time time;
  private final Logger log;
  private final History history;
  private RunSettings settings;
  private Scheduler.@Nullable Entry entry;
  private @Nullable Run running;
  private boolean halted;
  private boolean closed;
  private volatile ComponentStatus status;

  CollectorRunner(
      String name,
      Collector collector,
      RunSettings settings,
      Producer producer,
      Supplier<Pipeline> pipeline,
      Scheduler scheduler,
      Time time) {
    this.name = name;
    this.collector = collector;
    this.settings = settings;
    this.producer = producer;
    this.pipeline = pipeline;
    this.scheduler = scheduler;
    this.time = time;
    this.log = LoggerFactory.getLogger("sonde.collector." + name);
    this.history = new History("collector", name);
    this.status = history.status(producer.totals());
  }

  ComponentStatus status() {
    return status.with(producer.totals());
  }

  synchronized void start() {
    entry = scheduler.every(settings.interval(), this::due);
    if (collector.comparesReadings() && settings.interval().compareTo(SECOND_READING) > 0) {
      scheduler.after(SECOND_READING, () -> due(0));
    }
  }

  /// Keeps the collector and its readings; only when it runs changes.
  synchronized void reschedule(RunSettings to) {
    settings = to;
    if (entry != null) {
      entry.cancel();
      entry = scheduler.everyAligned(to.interval(), this::due);
    }
  }

  /// Starts a run unless one is still going. Returns at once; null when nothing was started.
  synchronized @Nullable Run due(int missed) {
    if (halted) {
      return null;
    }
    history.skipped(missed);
    Run late = running;
    if (late != null) {
      history.skipped(1);
      if (late.givenUp && !late.measured) {
        history.hung();
      }
      status = history.status(producer.totals());
      return null;
    }
    return begin(settings.timeout());
  }

  /// Runs it now, after the run that may be going on. Whatever takes longer than its time-out is
  /// given up.
  void runAndWait() throws InterruptedException {
    Run before;
    Duration limit;
    synchronized (this) {
      before = running;
      limit = settings.timeout();
    }
    if (before != null) {
      before.awaitOrGiveUp(limit);
    }
    Run run = due(0);
    if (run != null) {
      run.awaitOrGiveUp(limit);
    }
  }

  private Run begin(Duration limit) {
    Run run = new Run(producer.open(pipeline.get(), time.wallMillis()), time.nanos());
    running = run;
    boolean begun = false;
    try {
      run.deadline =
          scheduler.after(limit, () -> Thread.startVirtualThread(() -> run.expire(limit)));
      run.thread = Thread.ofVirtual().name("collector-" + name).start(run);
      begun = true;
      return run;
    } finally {
      if (!begun) {
        running = null;
      }
    }
  }

  /// From now on no run starts.
  synchronized void halt() {
    halted = true;
    if (entry != null) {
      entry.cancel();
      entry = null;
    }
  }

  /// Gives the run that still goes its time, then gives it up. The collector is closed when its
  /// last run has returned, which for a hung one may be never. Call after [#halt].
  void finish(Duration grace) throws InterruptedException {
    Run last;
    synchronized (this) {
      last = running;
    }
    if (last != null) {
      last.awaitOrGiveUp(grace);
    }
    closeWhenIdle();
  }

  void awaitIdle() throws InterruptedException {
    Run last;
    synchronized (this) {
      last = running;
    }
    if (last != null) {
      last.over.await();
    }
  }

  /// Takes the collector's series out of the live view; for one that is not coming back.
  void retire() {
    producer.retire(time.wallMillis());
  }

  private void returned() {
    synchronized (this) {
      running = null;
    }
    closeWhenIdle();
  }

  private void closeWhenIdle() {
    synchronized (this) {
      if (!halted || closed || running != null) {
        return;
      }
      closed = true;
    }
    try {
      collector.close();
    } catch (RuntimeException defect) {
      log.error("{} could not be closed", name, defect);
    }
  }

  private void ended(Run run, long tookNanos, @Nullable Throwable failure) {
    ComponentStatus before;
    ComponentStatus now;
    Map<String, String> newlyAbsent;
    synchronized (this) {
      before = status;
      history.idle(run.idle);
      history.ended(run.recorder.time(), tookNanos, failure, run.recorder.absences());
      now = history.status(producer.totals());
      newlyAbsent = history.newlyAbsent();
      status = now;
    }
    new RunReport(log, before, now).tell(newlyAbsent, failure);
  }

  /// One run: its recorder, its thread, its deadline.
  final class Run implements Runnable {
    private final RunRecorder recorder;
    private final long startNanos;
    private final CountDownLatch over = new CountDownLatch(1);
    private Scheduler.@Nullable Entry deadline;
    private @Nullable Thread thread;
    private volatile boolean givenUp;

    /// It has only to wait for the journal.
    private volatile boolean measured;

    private boolean idle;

    private Run(RunRecorder recorder, long startNanos) {
      this.recorder = recorder;
      this.startNanos = startNanos;
    }

    @Override
    public void run() {
      Throwable failure = null;
      try {
        collector.collect(recorder);
        idle = collector.isIdle();
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        measured = true;
        finish(failure);
      }
    }

    /// Whatever happened, the collector is free for its next run.
    private void finish(@Nullable Throwable failure) {
      try {
        end(failure);
      } finally {
        returned();
        over.countDown();
      }
    }

    /// Waits for the run to end, and ends it when it takes longer.
    void awaitOrGiveUp(Duration limit) throws InterruptedException {
      if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        expire(limit);
      }
    }

    private boolean end(@Nullable Throwable failure) {
      long tookNanos = time.nanos() - startNanos;
      boolean first = recorder.close();
      if (first) {
        cancelDeadline();
        ended(this, tookNanos, failure);
      }
      return first;
    }

    private void expire(Duration limit) {
      givenUp = true;
      Thread late = thread;
      String word = "no end within " + limit.toMillis() + " ms";
      if (end(new TimeoutException(word)) && late != null) {
        late.interrupt();
      }
    }

    private void cancelDeadline() {
      synchronized (CollectorRunner.this) {
        if (deadline != null) {
          deadline.cancel();
        }
      }
    }
  }
}
