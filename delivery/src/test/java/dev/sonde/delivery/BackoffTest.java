package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff(CourierConfig.DEFAULT, new SplittableRandom(7));

  @Test
  void wait_isSpreadOverAllOfADoublingSpan() {
    check(1, 5);
    check(2, 10);
    check(3, 20);
    check(4, 40);
    check(5, 60);
    check(1_000_000, 60);
    check(Integer.MAX_VALUE, 60);
  }

  @Test
  void retryAfter_countsOnlyWhenLonger() {
    assertThat(backoff.nanos(1, Optional.of(Duration.ofSeconds(90))))
        .isEqualTo(Duration.ofSeconds(90).toNanos());
    assertThat(backoff.nanos(1, Optional.of(Duration.ofSeconds(-90))))
        .isLessThanOrEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(backoff.nanos(1, Optional.of(Duration.ofSeconds(Long.MAX_VALUE))))
        .isEqualTo(Duration.ofHours(1).toNanos());
  }

  private void check(int failures, long ceilingSeconds) {
    long ceiling = Duration.ofSeconds(ceilingSeconds).toNanos();
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 2_000; i++) {
      long nanos = backoff.nanos(failures, Optional.empty());
      least = Math.min(least, nanos);
      most = Math.max(most, nanos);
    }
    assertThat(least).isBetween(0L, ceiling / 20);
    assertThat(most).isBetween(ceiling / 20 * 19, ceiling);
  }
}
