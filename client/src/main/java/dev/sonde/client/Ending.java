package dev.sonde.client;

import dev.sonde.api.Time;
import java.time.Duration;

/// Waits for threads to end, so long for all of them together. An interrupt leaves them a moment
/// more and no longer: without it, what they have in memory would be lost for nothing. The caller
/// stays interrupted. For one thread.
final class Ending {
  /// What an interrupt leaves.
  static final Duration MOMENT = Duration.ofSeconds(1);

  private final Time time;
  private final Duration moment;
  private long until;

  /// @param moment what an interrupt leaves
  Ending(Time time, Duration most, Duration moment) {
    this.time = time;
    this.moment = moment;
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
          until = Math.min(until, time.nanos() + moment.toNanos());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
