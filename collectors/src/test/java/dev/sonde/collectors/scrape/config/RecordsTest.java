package dev.sonde.collectors.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void timing_thatDoesNotGoTogether_isRefused() {
    assertThat(new Timing(SECOND, SECOND, 1, Duration.ofMillis(999)).retries()).isOne();
    check(() -> new Timing(Duration.ofMillis(50), SECOND, 0, SECOND), "100ms to 1d");
    check(() -> new Timing(Duration.ofMillis(150), SECOND, 0, SECOND), "multiple of 100ms");
    check(() -> new Timing(SECOND, SECOND.multipliedBy(2), 0, SECOND), "longer than the interval");
    check(() -> new Timing(SECOND, Duration.ZERO, 0, SECOND), "longer than the interval");
    check(() -> new Timing(SECOND, SECOND, 11, Duration.ZERO), "0 to 10");
    check(() -> new Timing(SECOND, SECOND, 2, Duration.ofMillis(500)), "do not fit");
  }

  @Test
  void shard_thatDoesNotFit_isRefused() {
    check(() -> new Shard(3, 3, 1), "0 to 2");
    check(() -> new Shard(0, 0, 1), "1 to 1000");
    check(() -> new Shard(0, 2, 3), "1 to 2");
    check(() -> new Shard(0, 2, 0), "1 to 2");
  }

  @Test
  void limit_thatIsNone_isRefused() {
    check(() -> new Limits(0, 1, 1, 1, 1, 1, 1), "at least 1");
    check(() -> new Limits(1, 1, 1, 1, 1, 0, 1), "at least 1");
    assertThat(new Limits(1, 1, 1, 1, 1, 1, 0).droppedTargets()).isZero();
  }

  @Test
  void staticTargets_haveTheirAddressAndLabels() {
    var targets = new StaticTargets(List.of("a:1", "b:2"), Map.of("x", "y"));
    assertThat(targets.targets())
        .containsExactly(
            Map.of("__address__", "a:1", "x", "y"), Map.of("__address__", "b:2", "x", "y"));
    check(() -> new StaticTargets(List.of(""), Map.of()), "is empty");
  }

  private static void check(Runnable made, String message) {
    assertThatThrownBy(made::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
