package dev.sonde.api;

import java.time.Duration;

/// When a member is collected: at the wall clock's multiples of the interval, moved by the offset.
///
/// @param interval a multiple of 100 ms
/// @param offset less than the interval; the engine takes it to whole 100 ms, so that what is due
///   at nearly the same time starts together
public record Rhythm(Duration interval, Duration offset) {
  /// The finest step of time.
  public static final Duration SLOT = Duration.ofMillis(100);

  public Rhythm {
    if (interval.compareTo(SLOT) < 0 || interval.toMillis() % SLOT.toMillis() != 0) {
      throw new IllegalArgumentException("an interval is a multiple of 100ms, not " + interval);
    }
    if (offset.isNegative() || offset.compareTo(interval) >= 0) {
      throw new IllegalArgumentException("an offset lies within its interval, not " + offset);
    }
  }
}
