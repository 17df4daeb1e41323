package dev.sonde.collectors.gpu;

import dev.sonde.api.Time;
import java.time.Duration;

/// How long to leave something alone that did not work: longer each time it fails soon again, up to
/// five minutes.
final class Pause {
  private static final long SHORTEST = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  private final Time time;
  private long length;
  private long since;

  Pause(Time time) {
    this.time = time;
  }

  /// Is it over?
  boolean isOver() {
    return time.nanos() - since >= length;
  }

  /// Begins one. What had worked for longer than the next one would last starts with a short one.
  void begin() {
    long now = time.nanos();
    boolean soon = length > 0 && now - since < 3 * length;
    length = soon ? Math.min(2 * length, LONGEST) : SHORTEST;
    since = now;
  }
}
