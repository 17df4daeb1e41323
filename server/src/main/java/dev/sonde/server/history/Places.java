package dev.sonde.server.history;

import dev.sonde.api.Time;
import java.util.function.BooleanSupplier;

/// How many questions run, and how many wait. Safe for all threads.
final class Places {
  private static final int MOST_WAITING = 64;
  private static final long LOOK_MILLIS = 200;

  private final Time time;
  private int taken;
  private int waiting;

  Places(Time time) {
    this.time = time;
  }

  /// Waits for a place.
  ///
  /// @param most how many there are
  /// @param end until when, on the monotonic clock
  /// @param abandoned is it in vain?
  synchronized void take(int most, long end, BooleanSupplier abandoned)
      throws RefusedException, InterruptedException {
    if (waiting >= MOST_WAITING) {
      throw busy();
    }
    waiting++;
    try {
      while (taken >= most) {
        wait(LOOK_MILLIS);
        if (time.nanos() - end >= 0 || abandoned.getAsBoolean()) {
          throw busy();
        }
      }
    } finally {
      waiting--;
    }
    taken++;
  }

  synchronized void giveBack() {
    taken--;
    notifyAll();
  }

  private static RefusedException busy() {
    return RefusedException.busy("too many queries at once; try again in a moment");
  }
}
