package dev.sonde.engine;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Runs calls that may hang on platform threads, and leaves those that do.
///
/// # Implementation notes
///
/// Two virtual threads blocked in native code stop every other one on two cores, so such calls get
/// a platform thread each, for the call alone: a few tens of microseconds, and nothing idles in
/// between. At most [#LIMIT] live at once; hung ones count, and when all hang the next call is
/// refused at once.
public final class BlockingCalls implements Blocking {
  static final int LIMIT = 16;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong abandoned = new AtomicLong();

  /// How many calls have been given up since the start.
  public long abandoned() {
    return abandoned.get();
  }

  /// How many calls are running, hung ones included.
  public int running() {
    return running.get();
  }

  @Override
  public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    if (running.incrementAndGet() > LIMIT) {
      running.decrementAndGet();
      throw new TimeoutException(LIMIT + " calls hang already; " + what + " was not tried");
    }
    var future = new FutureTask<>(() -> counted(task));
    return result(future, started(future, what), what, limit);
  }

  /// Its place is free before its answer is there: who asks again at once finds it so, however busy
  /// the machine is.
  private <T> T counted(Callable<T> task) throws Exception {
    try {
      return task.call();
    } finally {
      running.decrementAndGet();
    }
  }

  /// Where no thread can be had, the place taken for it is free again.
  private Thread started(FutureTask<?> future, String what) {
    boolean begun = false;
    try {
      Thread thread = Thread.ofPlatform().name("sonde-blocking-" + what).daemon().start(future);
      begun = true;
      return thread;
    } finally {
      if (!begun) {
        running.decrementAndGet();
      }
    }
  }

  private <T> T result(FutureTask<T> future, Thread thread, String what, Duration limit)
      throws Exception {
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    } catch (TimeoutException late) {
      abandoned.incrementAndGet();
      thread.interrupt();
      throw new TimeoutException(what + " gave no answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      throw interrupted;
    }
  }
}
