package dev.sonde.collectors.lichess;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The virtual threads of one run, which end together. One thread owns it.
final class Feeds implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lichess #", 1).factory());
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /// Begins work on a thread of its own.
  void start(Feed feed) {
    threads.execute(() -> {
      try {
        feed.run();
      } catch (InterruptedException | RuntimeException | Error e) {
        ended.completeExceptionally(e);
      }
    });
  }

  /// Waits until one of them can't go on.
  ///
  /// @throws Exception what it threw
  void await() throws Exception {
    try {
      ended.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception failure -> throw failure;
        case Error defect -> throw defect;
        case null, default -> throw e;
      }
    }
  }

  /// Interrupts all, and waits until they have ended.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
