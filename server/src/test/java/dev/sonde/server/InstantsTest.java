package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstantsTest {
  @Test
  void goDuration_isWrittenAsGoWritesIt() {
    check(0, "0s");
    check(1, "1ns");
    check(1_500, "1.5µs");
    check(350_000_000, "350ms");
    check(2_000_000_000L, "2s");
    check(120_000_000_000L, "2m0s");
    check(3_600_000_000_000L, "1h0m0s");
    check(5_025_678_901_234L, "1h23m45.678901234s");
    check(360_000_050_000_000L, "100h0m0.05s");
  }

  @Test
  void instants_areUtcWithAsManyDigitsAsAsked() {
    assertThat(Instants.seconds(1_705_314_600_999L)).isEqualTo("2024-01-15T10:30:00Z");
    assertThat(Instants.millis(1_705_314_600_000L)).isEqualTo("2024-01-15T10:30:00.000Z");
    assertThat(Instants.millis(1_705_314_600_120L)).isEqualTo("2024-01-15T10:30:00.120Z");
  }

  private static void check(long nanos, String expected) {
    assertThat(Instants.goDuration(nanos)).isEqualTo(expected);
  }
}
