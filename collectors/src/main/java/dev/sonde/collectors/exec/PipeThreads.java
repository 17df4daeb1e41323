package dev.sonde.collectors.exec;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads that read what programs print: platform threads, as a pipe that somebody keeps open
/// blocks whoever reads it, and a few such readers would stop all virtual ones.
final class PipeThreads implements AutoCloseable {
  /// Two for each command that runs.
  static final int MOST = 64;

  private static final int IDLE_SECONDS = 20;
  private static final long STACK_BYTES = 128 << 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("sonde-exec-", 1).daemon().stackSize(STACK_BYTES).factory());

  /// Starts a task.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException when all threads are busy
  void start(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
