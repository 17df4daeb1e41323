package dev.sonde.engine;

import dev.sonde.api.Generator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one generator: on which thread, when again after it has failed, and what is known of it.
final class GeneratorRunner {
  /// So long without a failure, and those before are forgotten.
  static final Duration STRETCH = Duration.ofMinutes(1);

  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final String name;
  private final Generator generator;
  private final GeneratorWorks works;
  private final Producer producer;
  private final Logger log;
  private final History history;
  private Scheduler.@Nullable Entry next;
  private @Nullable Run running;
  private boolean halted;
  private boolean closed;
  private volatile ComponentStatus status;
  private ComponentStatus told;

  GeneratorRunner(String name, Generator generator, GeneratorWorks works) {
    this.name = name;
    this.generator = generator;
    this.works = works;
    this.producer = works.producers().get();
    this.log = LoggerFactory.getLogger("sonde.generator." + name);
    this.history = new History("generator", name);
    this.status = history.status(producer.totals());
    this.told = status;
  }

  ComponentStatus status() {
    return status.with(producer.totals());
  }

  /// Begins a run, unless none may.
  synchronized void start() {
    if (halted || running != null) {
      return;
    }
    var run = new Run();
    boolean begun = false;
    try {
      history.began(run.startMillis);
      status = history.status(producer.totals());
      run.thread = Thread.ofVirtual().name("generator-" + name).unstarted(run);
      running = run;
      run.thread.start();
      next = works.scheduler().after(STRETCH, () -> watch(run));
      begun = true;
    } finally {
      if (!begun) {
        running = null;
        next = works.scheduler().after(STRETCH, this::start);
      }
    }
  }

  /// From now on no run starts, and the one that goes is told to end.
  synchronized void halt() {
    halted = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
    if (running != null) {
      running.interrupt();
    }
  }

  /// Gives the run that was told to end its time, then gives it up. The generator is closed when
  /// its last run has returned, which for a hung one may be never. Call after [#halt].
  void finish(Duration grace) throws InterruptedException {
    Run last;
    synchronized (this) {
      last = running;
    }
    if (last != null && !last.over.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      log.warn("did not end within {} ms of its interrupt; it is left alone", grace.toMillis());
      last.end(new TimeoutException("no end within " + grace.toMillis() + " ms of its interrupt"));
      synchronized (this) {
        status = told;
      }
    }
    closeWhenIdle();
  }

  /// Gives its series back; for one that is not coming back.
  void retire() {
    producer.retire(works.time().wallMillis());
  }

  /// Another pipeline is in force.
  void reconsider() {
    Run now;
    synchronized (this) {
      now = running;
    }
    if (now != null) {
      now.emitter.reconsider();
    }
  }

  /// Looks after a run every now and then. Called on the scheduler's thread, so others speak.
  private synchronized void watch(Run run) {
    if (halted || run != running) {
      return;
    }
    next = works.scheduler().after(STRETCH, () -> watch(run));
    history.lasted();
    history.misses(run.emitter.absences());
    status = history.status(producer.totals());
    ComponentStatus before = told;
    ComponentStatus now = status;
    told = now;
    Thread.ofVirtual()
        .name("generator-" + name)
        .start(() -> new RunReport(log, before, now).tell(Map.of(), null));
  }

  private void absences(Run run, Map<String, String> missing) {
    Map<String, String> news;
    synchronized (this) {
      if (run != running) {
        return;
      }
      history.misses(missing);
      news = history.newlyAbsent();
      status = history.status(producer.totals());
    }
    news.forEach((what, why) -> log.info("no {}: {}", what, why));
  }

  private void ended(Run run, long tookNanos, @Nullable Throwable failure) {
    ComponentStatus before;
    ComponentStatus now;
    synchronized (this) {
      history.ended(run.startMillis, tookNanos, failure, run.emitter.absences());
      before = told;
      now = history.status(producer.totals());
      told = now;
    }
    new RunReport(log, before, now).tell(Map.of(), failure);
  }

  private void returned() {
    synchronized (this) {
      running = null;
      if (next != null) {
        next.cancel();
      }
      next = halted ? null : works.scheduler().after(rest(), this::start);
      status = told;
    }
    closeWhenIdle();
  }

  /// Half of it is left to chance.
  private Duration rest() {
    int doublings = Math.clamp(history.failuresInARow() - 1L, 0, 16);
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings);
    return Duration.ofMillis(most / 2 + works.random().nextLong(most / 2 + 1));
  }

  private synchronized boolean isHalted() {
    return halted;
  }

  private void closeWhenIdle() {
    synchronized (this) {
      if (!halted || closed || running != null) {
        return;
      }
      closed = true;
    }
    try {
      generator.close();
    } catch (RuntimeException defect) {
      log.error("{} could not be closed", name, defect);
    }
  }

  /// One run: its emitter and its thread.
  private final class Run implements Runnable {
    final RunEmitter emitter = producer.emit(works, missing -> absences(this, missing));
    final long startMillis = works.time().wallMillis();
    final CountDownLatch over = new CountDownLatch(1);
    private final long startNanos = works.time().nanos();
    private @Nullable Thread thread;

    @Override
    public void run() {
      Throwable failure = new IllegalStateException("it returned, though nobody told it to end");
      try {
        generator.run(emitter);
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        finish(isHalted() ? null : failure);
      }
    }

    void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    /// Whatever happened, the generator is free for its next run.
    private void finish(@Nullable Throwable failure) {
      try {
        end(failure);
      } finally {
        returned();
        over.countDown();
      }
    }

    void end(@Nullable Throwable failure) {
      if (emitter.close()) {
        ended(this, works.time().nanos() - startNanos, failure);
      }
    }
  }
}
