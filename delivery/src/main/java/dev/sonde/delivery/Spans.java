package dev.sonde.delivery;

import java.time.Duration;

final class Spans {
  private Spans() {}

  static String text(Duration span) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.toMillis() + "ms";
    }
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return parts(seconds / 60, "m", seconds % 60, "s");
    }
    return parts(seconds / 3600, "h", seconds % 3600 / 60, "m");
  }

  private static String parts(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + unit : large + unit + small + smallUnit;
  }
}
