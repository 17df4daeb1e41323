package dev.sonde.collectors.discovery.dns;

import dev.sonde.api.Time;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// An instant by which something has to be over, on the monotonic clock.
final class Limit {
  private final Time time;
  private final long end;

  private Limit(Time time, long end) {
    this.time = time;
    this.end = end;
  }

  static Limit in(Duration span, Time time) {
    return new Limit(time, time.nanos() + span.toNanos());
  }

  /// The sooner one of this and one that far away.
  Limit orIn(Duration span) {
    long other = time.nanos() + span.toNanos();
    return new Limit(time, other - end < 0 ? other : end);
  }

  boolean over() {
    return end - time.nanos() <= 0;
  }

  /// How long is left, for a socket.
  int millis() throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(end - time.nanos());
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return Math.toIntExact(Math.min(left, Integer.MAX_VALUE));
  }
}
