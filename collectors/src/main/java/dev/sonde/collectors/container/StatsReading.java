package dev.sonde.collectors.container;

import dev.sonde.collectors.container.engine.EngineApi;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The numbers of a container whose files are not on this machine: its engine is asked between two
/// runs, so that no run waits for it. An answer counts in one run only. Safe for all threads.
final class StatsReading implements Reading {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.containers");

  private final EngineApi api;
  private final Known container;
  private final AtomicReference<@Nullable Stats> latest = new AtomicReference<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean closed;

  StatsReading(EngineApi api, Known container) {
    this.api = api;
    this.container = container;
  }

  @Override
  public void read(Vitals into) {
    Stats stats = latest.getAndSet(null);
    if (stats != null) {
      stats.write(into);
    }
  }

  @Override
  public boolean hasOwnClock() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }

  /// May it be asked now? Then [#ask] is to be called.
  boolean begins() {
    return !closed && asked.compareAndSet(false, true);
  }

  boolean isClosed() {
    return closed;
  }

  void ask() throws InterruptedException {
    try {
      Optional<Stats> stats =
          api.stats(container.id())
              .map(tree -> Stats.of(tree, container.plan()))
              .filter(Stats::isTaken);
      latest.set(stats.orElse(null));
    } catch (IOException e) {
      LOG.debug("{} has no stats: {}", container.name(), e.getMessage());
    } finally {
      asked.set(false);
    }
  }
}
