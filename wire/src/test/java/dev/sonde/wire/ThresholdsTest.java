package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThresholdsTest {
  @Test
  void number_isCanonical() {
    check("0", "0.0");
    check("1", "1.0");
    check("+2.50", "2.5");
    check("100000", "100000.0");
    check("1000000", "1e+06");
    check("1234567", "1.234567e+06");
    check("0.0001", "0.0001");
    check("0.00001", "1e-05");
    check("-0.5", "-0.5");
    check("1e100", "1e+100");
    check("+Inf", "+Inf");
    check("-Inf", "-Inf");
  }

  @Test
  void whatIsNoNumber_isNaN() {
    for (var text :
        new String[] {"", "x", "1_0", "0x10", "1f", "NaN", "Infinity", "1".repeat(99)}) {
      assertThat(Thresholds.parse(text)).as(text).isNaN();
    }
  }

  private static void check(String text, String expected) {
    assertThat(new OpenMetricsText().threshold(Thresholds.parse(text))).isEqualTo(expected);
  }
}
