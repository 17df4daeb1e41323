package dev.sonde.collectors.container;

import java.time.Duration;

/// Lets a thread wait until there is something to do, or some time has gone by. Safe for all
/// threads.
final class Nudge {
  private boolean nudged;

  /// There is something to do.
  synchronized void give() {
    nudged = true;
    notifyAll();
  }

  /// Waits for that, no longer than told; now and then less.
  @SuppressWarnings("WaitNotInLoop") // waking early only means looking early
  synchronized void await(Duration longest) throws InterruptedException {
    if (!nudged) {
      wait(longest.toMillis());
    }
    nudged = false;
  }
}
