package dev.sonde.app.plugin;

import dev.sonde.api.Collector;
import dev.sonde.api.Recorder;
import java.util.concurrent.atomic.AtomicBoolean;

/// A plugin's collector: runs on a thread of the plugin's, and is waited for.
final class GuardedCollector implements Collector {
  private final Collector of;
  private final Guard guard;
  private final boolean comparesReadings;
  private volatile boolean idle;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GuardedCollector(Collector of, Guard guard, boolean comparesReadings) {
    this.of = of;
    this.guard = guard;
    this.comparesReadings = comparesReadings;
  }

  static Collector of(Collector of, Guard guard) {
    var guarded = new GuardedCollector(of, guard, of.comparesReadings());
    guard.made();
    return guarded;
  }

  @Override
  public void collect(Recorder out) throws InterruptedException {
    guard
        .threads()
        .follow(
            "collect",
            () -> {
              of.collect(new CountingRecorder(out));
              idle = of.isIdle();
              return guard;
            });
  }

  @Override
  public boolean comparesReadings() {
    return comparesReadings;
  }

  @Override
  public boolean isIdle() {
    return idle;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      guard.ask("close", guard.usual(), () -> closed(of), false);
      guard.closed();
    }
  }

  private static boolean closed(Collector of) {
    of.close();
    return true;
  }
}
