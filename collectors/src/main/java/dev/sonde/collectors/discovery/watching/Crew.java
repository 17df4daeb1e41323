package dev.sonde.collectors.discovery.watching;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The virtual threads of one discovery, which end when it does. Safe for all threads.
public final class Crew implements AutoCloseable {
  private final ExecutorService threads;

  /// Nobody yet.
  ///
  /// @param name what the threads' names begin with
  public Crew(String name) {
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + " #", 1).factory());
  }

  /// Work that goes on until interrupted.
  public interface Work {
    void run() throws InterruptedException;
  }

  /// Begins work on a thread of its own.
  ///
  /// @return ends it, interrupting; does not wait
  public Runnable start(Work work) {
    Future<?> begun =
        threads.submit(() -> {
          work.run();
          return true;
        });
    return () -> begun.cancel(true);
  }

  /// Interrupts all, and waits until they have ended.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
