package dev.sonde.testkit;

import java.util.concurrent.CountDownLatch;

/// Syncs that do not come back, like those of a disk that is gone.
public final class Hang {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  Hang() {}

  /// Waits until somebody hangs.
  public void awaitReached() throws InterruptedException {
    reached.await();
  }

  /// Lets all go on that hang, and all that come.
  public void release() {
    released.countDown();
  }

  /// An interrupt does not help, as it does not with a real disk.
  void pass() {
    reached.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
