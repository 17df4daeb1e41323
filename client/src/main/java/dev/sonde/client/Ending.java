package dev.sonde.client;

import dev.sonde.api.Time;
import java.time.Duration;

/// Waits for threads to end, so long for all of them together. An interrupt leaves them a second
/// more and no longer: without it, what they have in memory would be lost for nothing. The caller
/// stays interrupted. For one thread.
final class Ending {
  private static final long HURRIED_NANOS = Duration.ofSeconds(1).toNanos();

  private final Time time;
  private long until;

  Ending(Time time, Duration most) {
    this.time = time;
    this.until = time.nanos() + most.toNanos();
  }

  /// @return has it ended?
  boolean await(Thread thread) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.join(Duration.ofNanos(Math.max(0, until - time.nanos())));
        } catch (InterruptedException _) {
          interrupted = true;
          until = Math.min(until, time.nanos() + HURRIED_NANOS);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
