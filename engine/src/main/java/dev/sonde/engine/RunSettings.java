package dev.sonde.engine;

import java.time.Duration;

/// How often a component runs and how long a run may take.
///
/// @param interval between runs; a multiple of 100 ms
/// @param timeout after which a run is given up
public record RunSettings(Duration interval, Duration timeout) {
  public RunSettings {
    if (interval.toMillis() < Scheduler.SLOT_MILLIS
        || interval.toMillis() % Scheduler.SLOT_MILLIS != 0) {
      throw new IllegalArgumentException("an interval is a multiple of 100ms, not " + interval);
    }
  }
}
