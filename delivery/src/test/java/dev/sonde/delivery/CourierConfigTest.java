package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CourierConfigTest {
  @Test
  void default_isAsTheDocumentsSay() {
    assertThat(CourierConfig.DEFAULT.batchSamples()).isEqualTo(10_000);
    assertThat(CourierConfig.DEFAULT.backoffBase()).isEqualTo(Duration.ofSeconds(5));
    assertThat(CourierConfig.DEFAULT.backoffCap()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void badValues_areNamed() {
    check(0, 5, 60, "batch size is 0; write 1 to 1000000");
    check(2_000_000, 5, 60, "batch size is 2000000; write 1 to 1000000");
    check(1, 0, 60, "back-off base is 0ms; write 1ms to 24h");
    check(1, 90, 60, "back-off cap is 1m; write 1m30s to 24h");
    check(1, 5, 90_000, "back-off cap is 25h; write 5s to 24h");
  }

  private static void check(int batch, long base, long cap, String expected) {
    assertThatThrownBy(() -> config(batch, base, cap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(expected);
  }

  private static CourierConfig config(int batch, long base, long cap) {
    return new CourierConfig(
        batch,
        Duration.ZERO,
        Duration.ofSeconds(base),
        Duration.ofSeconds(cap),
        Duration.ZERO,
        1,
        1,
        Duration.ZERO,
        Duration.ZERO);
  }
}
