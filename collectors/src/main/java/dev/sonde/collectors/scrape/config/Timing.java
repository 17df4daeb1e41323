package dev.sonde.collectors.scrape.config;

import java.time.Duration;

/// When a target is scraped. Relabelling may change interval and timeout by `__scrape_interval__`
/// and `__scrape_timeout__`.
///
/// @param interval a multiple of 100 ms
/// @param timeout of one try, not longer than the interval
/// @param retries further tries when one fails; all of them lie inside the interval
/// @param retryDelay from the end of a try to the next
public record Timing(Duration interval, Duration timeout, int retries, Duration retryDelay) {
  /// The shortest interval, and what each is a multiple of.
  public static final Duration STEP = Duration.ofMillis(100);

  /// The longest interval.
  public static final Duration LONGEST = Duration.ofDays(1);

  /// The most retries.
  public static final int MOST_RETRIES = 10;

  /// @throws IllegalArgumentException when they do not go together
  public Timing {
    if (interval.compareTo(STEP) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an interval is 100ms to 1d");
    }
    if (!isWhole(interval)) {
      throw new IllegalArgumentException("an interval is a multiple of 100ms");
    }
    if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException("the timeout is longer than the interval");
    }
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new IllegalArgumentException("retries is 0 to " + MOST_RETRIES);
    }
    if (retryDelay.isNegative() || retryDelay.multipliedBy(retries).compareTo(interval) >= 0) {
      throw new IllegalArgumentException("the retries do not fit into the interval");
    }
  }

  /// Can it be an interval: is it a multiple of 100 ms?
  public static boolean isWhole(Duration interval) {
    return interval.toNanos() % STEP.toNanos() == 0;
  }
}
