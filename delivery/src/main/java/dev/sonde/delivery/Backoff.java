package dev.sonde.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

final class Backoff {
  private static final int MOST_DOUBLINGS = 40;

  private final long baseNanos;
  private final long capNanos;
  private final long retryAfterMostNanos;
  private final RandomGenerator random;

  Backoff(CourierConfig config, RandomGenerator random) {
    this.baseNanos = config.backoffBase().toNanos();
    this.capNanos = config.backoffCap().toNanos();
    this.retryAfterMostNanos = config.retryAfterMost().toNanos();
    this.random = random;
  }

  /// @param failures in a row, this one included
  long nanos(int failures, Optional<Duration> after) {
    return Math.max(jittered(failures), asked(after));
  }

  private long jittered(int failures) {
    return random.nextLong(ceiling(failures) + 1);
  }

  private long ceiling(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    return capNanos >> doublings < baseNanos ? capNanos : baseNanos << doublings;
  }

  private long asked(Optional<Duration> after) {
    if (after.isEmpty() || after.get().isNegative()) {
      return 0;
    }
    Duration most = Duration.ofNanos(retryAfterMostNanos);
    return after.get().compareTo(most) > 0 ? retryAfterMostNanos : after.get().toNanos();
  }
}
