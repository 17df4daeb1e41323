package dev.sonde.delivery;

import java.util.OptionalDouble;

/// How fast a backlog grows, smoothed over about a minute. For one thread.
final class FillRate {
  private static final double SMOOTHING_SECONDS = 60;
  private static final double NANOS_PER_SECOND = 1e9;

  private boolean begun;
  private boolean known;
  private long atNanos;
  private double level;
  private double perSecond;

  void observe(long nowNanos, double nowLevel) {
    double seconds = (nowNanos - atNanos) / NANOS_PER_SECOND;
    if (begun && seconds <= 0) {
      return;
    }
    if (begun) {
      double fresh = (nowLevel - level) / seconds;
      double weight = known ? 1 - Math.exp(-seconds / SMOOTHING_SECONDS) : 1;
      perSecond += weight * (fresh - perSecond);
      known = true;
    }
    begun = true;
    atNanos = nowNanos;
    level = nowLevel;
  }

  /// Seconds until it is at `full`, empty while it does not grow.
  OptionalDouble secondsUntil(double full) {
    return known && perSecond > 0
        ? OptionalDouble.of(Math.max(0, full - level) / perSecond)
        : OptionalDouble.empty();
  }
}
