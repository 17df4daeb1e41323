package dev.sonde.client;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs calls that may hang (name resolution, reading certificates) on a thread each, and leaves
/// those that do. A client makes one when it connects, so none is kept.
final class HangingCalls implements Blocking {
  private static final int LIMIT = 4;

  /// Begins threads.
  @FunctionalInterface
  interface Threads {
    void start(String name, Runnable run);
  }

  private final Semaphore places = new Semaphore(LIMIT);
  private final Threads threads;

  HangingCalls() {
    this((name, run) -> Thread.ofPlatform().name(name).daemon().start(run));
  }

  HangingCalls(Threads threads) {
    this.threads = threads;
  }

  @Override
  public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    if (!places.tryAcquire()) {
      throw new TimeoutException(LIMIT + " calls hang already; " + what + " was not tried");
    }
    var future = new FutureTask<>(task);
    start("sonde-client-" + what, future);
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    } catch (TimeoutException _) {
      throw new TimeoutException(what + " gave no answer within " + limit.toMillis() + " ms");
    } finally {
      future.cancel(true);
    }
  }

  /// There may be no thread to be had just now.
  private void start(String name, FutureTask<?> task) {
    boolean started = false;
    try {
      threads.start(name, () -> run(task));
      started = true;
    } finally {
      if (!started) {
        places.release();
      }
    }
  }

  private void run(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      places.release();
    }
  }
}
