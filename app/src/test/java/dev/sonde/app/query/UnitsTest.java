package dev.sonde.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void values_areShownByTheirUnit() {
    check("bytes", "", 0, "0 B");
    check("bytes", "", 1536, "1.50 KiB");
    check("bytes", "", 25_200_000_000.0, "23.5 GiB");
    check("percent", "", 61.23, "61.2 %");
    check("percent", "", 100, "100 %");
    check("ratio", "", 0.5, "50 %");
    check("celsius", "", 55.04, "55.0 °C");
    check("seconds", "", 0, "0 s");
    check("seconds", "", 0.000_012_5, "12.5 us");
    check("seconds", "", 0.25, "250 ms");
    check("seconds", "", 12.5, "12.5 s");
    check("seconds", "", 90, "1m30s");
    check("seconds", "", -7325, "-2h2m");
    check("seconds", "", 190_000, "2d4h");
    check("milliseconds", "", 1500, "1.50 s");
    check("", "", 1234, "1.23k");
    check("", "", 0.000_01, "1.00e-05");
    check("", "", 0.1234, "0.123");
    check("percent", "", 0.041_8, "0.0418 %");
    check("", "", 999.6, "1000");
    check("", "", 1e18, "1E");
    check("", "", Double.NaN, "-");
    check("", "", Double.NEGATIVE_INFINITY, "-Inf");
  }

  @Test
  void rates_areBySecond_andCountsHaveNoUnit() {
    check("bytes", "rate", 2048, "2 KiB/s");
    check("seconds", "rate", 0.25, "0.250 s/s");
    check("", "rate", 3, "3/s");
    check("bytes", "count", 2048, "2.05k");
  }

  @Test
  void unitThatNobodySaid_isReadFromTheName() {
    assertThat(Units.of("", "go_memstats_alloc_bytes", "avg").shown(2048)).isEqualTo("2 KiB");
    assertThat(Units.of("", "http_seconds_total", "avg").shown(90)).isEqualTo("1m30s");
    assertThat(Units.of("", "bytes", "avg").shown(2048)).isEqualTo("2.05k");
    assertThat(Units.of("percent", "x_bytes", "avg").shown(5)).isEqualTo("5 %");
  }

  private static void check(String unit, String fold, double value, String expected) {
    assertThat(Units.of(unit, "x", fold).shown(value)).isEqualTo(expected);
  }
}
