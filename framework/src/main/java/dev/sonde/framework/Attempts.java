package dev.sonde.framework;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Reads a source: on a platform thread, within its time-out, again when that failed. Never two
/// readings at a time, whatever became of the one before.
///
/// What took too long, and what a defect ended, is not tried again in the same run.
final class Attempts {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final CollectorConfig config;
  private final Source source;
  private final Blocking blocking;
  private final Time time;
  private final Pause pause;
  private final Meter meter;
  private final AtomicBoolean inside = new AtomicBoolean();
  private volatile boolean initialized;

  Attempts(CollectorConfig config, Source source, Works works) {
    this.config = config;
    this.source = source;
    this.blocking = works.blocking();
    this.time = works.time();
    this.pause = works.pause();
    this.meter = new Meter(works.time());
  }

  ResourceUse use() {
    return meter.use();
  }

  boolean isInitialized() {
    return initialized;
  }

  void initialize() throws Exception {
    alone(config.timeout(), this::initializeOnce);
  }

  /// How long a whole run may take: until the next one, as far as it may need that.
  static Duration longest(CollectorConfig of) {
    Duration all = of.timeout();
    for (int retry = 0; retry < of.retryAttempts(); retry++) {
      all = all.plus(delay(of, retry)).plus(of.timeout());
    }
    Duration bound = of.interval().compareTo(of.timeout()) > 0 ? of.interval() : of.timeout();
    return all.compareTo(bound) < 0 ? all : bound;
  }

  /// Reads until all is found or no retry is left.
  ///
  /// @param only these containers; empty for all there are
  /// @throws Exception what the last attempt failed with
  void run(List<Container> only, Findings into) throws Exception {
    long end = time.nanos() + longest(config).toNanos();
    for (int retry = 0; ; retry++) {
      try {
        attempt(only, into, Duration.ofNanos(end - time.nanos()));
        return;
      } catch (InterruptedException | TimeoutException over) {
        throw over;
      } catch (Exception failure) {
        Duration delay = delay(config, retry);
        if (retry == config.retryAttempts() || delay.toNanos() >= end - time.nanos()) {
          throw failure;
        }
        pause.pause(delay);
      }
    }
  }

  private void attempt(List<Container> only, Findings into, Duration rest) throws Exception {
    Duration limit = rest.compareTo(config.timeout()) < 0 ? rest : config.timeout();
    alone(
        limit,
        () -> {
          initializeOnce();
          return only.isEmpty() ? all(into) : these(only, into);
        });
    if (!into.isWhole()) {
      throw into.failure();
    }
  }

  private Void all(Findings into) throws Exception {
    source.read(into);
    return null;
  }

  private Void these(List<Container> only, Findings into) throws Exception {
    source.read(only, into);
    return null;
  }

  private Void initializeOnce() throws Exception {
    if (!initialized) {
      source.initialize();
      initialized = true;
    }
    return null;
  }

  private void alone(Duration limit, Callable<Void> task) throws Exception {
    if (!inside.compareAndSet(false, true)) {
      throw new TimeoutException("an earlier reading has not returned yet");
    }
    var begun = new AtomicBoolean();
    try {
      blocking.call(config.name(), limit, () -> inside(begun, task));
    } catch (ExecutionException defect) {
      if (defect.getCause() instanceof Error error) {
        throw error;
      }
      throw defect;
    } finally {
      if (begun.compareAndSet(false, true)) {
        inside.set(false);
      }
    }
  }

  /// Whoever comes first, the task or who gave it up before it began, has it.
  private Void inside(AtomicBoolean begun, Callable<Void> task) throws Exception {
    if (!begun.compareAndSet(false, true)) {
      throw new CancellationException();
    }
    try {
      return meter.measured(task);
    } finally {
      inside.set(false);
    }
  }

  /// Before this retry, counted from 0.
  private static Duration delay(CollectorConfig of, int retry) {
    Duration delay = of.retryDelay();
    for (int i = 0; i < retry && delay.compareTo(LONGEST_DELAY) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return retry > 0 && delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }
}
