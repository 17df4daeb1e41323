package dev.sonde.framework;

import java.time.Duration;

/// Lets a thread wait.
@FunctionalInterface
interface Pause {
  /// Waits this long, by the monotonic clock.
  void pause(Duration span) throws InterruptedException;
}
