package dev.sonde.engine;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Runs calls that may hang on platform threads, and leaves those that do.
///
/// # Implementation notes
///
/// Two virtual threads blocked in native code stop every other one on two cores, so such calls get
/// a platform thread each. One that is done waits [#IDLE_SECONDS] for another call: a new one costs
/// some 75 microseconds, a waiting one a third of that, and a store is called all the time. So many
/// calls run at once, [#LIMIT] where nobody says how many; hung ones count, and when all hang the
/// next call is refused at once.
public final class BlockingCalls implements Blocking {
  static final int LIMIT = 16;
  private static final int IDLE_SECONDS = 10;
  private static final String IDLE = "sonde-blocking";

  /// Calls are counted, not threads: one that has just answered may not wait yet.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          each -> Thread.ofPlatform().name(IDLE).daemon().unstarted(each));

  private final int limit;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong abandoned = new AtomicLong();

  /// As many calls at once as an agent needs.
  public BlockingCalls() {
    this(LIMIT);
  }

  /// @param limit calls that may run at once
  public BlockingCalls(int limit) {
    this.limit = limit;
  }

  /// How many calls have been given up since the start.
  public long abandoned() {
    return abandoned.get();
  }

  /// How many calls are running, hung ones included.
  public int running() {
    return running.get();
  }

  @Override
  public <T> T call(String what, Duration longest, Callable<T> task) throws Exception {
    if (running.incrementAndGet() > limit) {
      running.decrementAndGet();
      throw new TimeoutException(limit + " calls hang already; " + what + " was not tried");
    }
    var attempt = new Attempt<>(what, task);
    var future = new FutureTask<>(attempt);
    try {
      threads.execute(future);
      return result(future, what, longest);
    } finally {
      if (!future.isDone()) {
        future.cancel(true);
        attempt.giveUp();
      }
    }
  }

  private <T> T result(FutureTask<T> future, String what, Duration longest) throws Exception {
    try {
      return future.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    } catch (TimeoutException late) {
      abandoned.incrementAndGet();
      throw new TimeoutException(what + " gave no answer within " + longest.toMillis() + " ms");
    }
  }

  /// A call that has taken a place. It is free again before the answer is there, so that who asks
  /// again at once finds it so, however busy the machine is; and when the call never began.
  private final class Attempt<T> implements Callable<T> {
    private final String what;
    private final Callable<T> task;
    private final AtomicBoolean settled = new AtomicBoolean();

    Attempt(String what, Callable<T> task) {
      this.what = what;
      this.task = task;
    }

    @Override
    public T call() throws Exception {
      if (!settled.compareAndSet(false, true)) {
        throw new CancellationException();
      }
      Thread.currentThread().setName(IDLE + '-' + what);
      try {
        return task.call();
      } finally {
        running.decrementAndGet();
        Thread.currentThread().setName(IDLE);
      }
    }

    void giveUp() {
      if (settled.compareAndSet(false, true)) {
        running.decrementAndGet();
      }
    }
  }
}
