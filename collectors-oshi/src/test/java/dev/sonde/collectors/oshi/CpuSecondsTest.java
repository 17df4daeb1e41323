package dev.sonde.collectors.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor.TickType;

class CpuSecondsTest {
  private final CpuSeconds seconds = new CpuSeconds();

  @Test
  void of_timesThatSlip_areHeldBack() {
    check(5_000, 5);
    check(4_980, 5);
    check(4_990, 5);
    check(5_010, 5.01);
    assertThat(seconds.of(TickType.USER, 10)).isEqualTo(0.01);
  }

  @Test
  void of_timesThatBeginAnew_beginAnew() {
    check(500_000, 500);
    check(20, 0.02);
  }

  @Test
  void of_unknown_isNone() {
    check(-1, Double.NaN);
    check(1_000, 1);
  }

  private void check(long millis, double expected) {
    assertThat(seconds.of(TickType.IOWAIT, millis)).isEqualTo(Double.valueOf(expected));
  }
}
