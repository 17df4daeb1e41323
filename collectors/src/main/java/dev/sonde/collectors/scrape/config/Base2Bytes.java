package dev.sonde.collectors.scrape.config;

import java.util.Locale;

/// Sizes as Prometheus writes them: `MB` and `MiB` are the same, 1,048,576 bytes.
final class Base2Bytes {
  private static final String UNITS = "kmgtpe";

  private Base2Bytes() {}

  /// @throws IllegalArgumentException with a message that reads on after the value
  static long parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < lower.length() && ".0123456789".indexOf(lower.charAt(end)) >= 0) {
      end++;
    }
    return bytes(lower.substring(0, end), factor(lower.substring(end).strip()));
  }

  private static long bytes(String number, long factor) {
    try {
      double bytes = Double.parseDouble(number) * factor;
      if (bytes < Long.MAX_VALUE) {
        return (long) bytes;
      }
    } catch (NumberFormatException _) {
      throw refused();
    }
    throw new IllegalArgumentException("is too large");
  }

  private static long factor(String unit) {
    if (unit.isEmpty() || unit.equals("b")) {
      return 1;
    }
    int power = UNITS.indexOf(unit.charAt(0)) + 1;
    if (power == 0
        || !(unit.endsWith("b") && (unit.length() == 2 || unit.substring(1).equals("ib")))) {
      throw refused();
    }
    return 1L << (10 * power);
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("is not a size such as 512KB, 10MB, 1GB");
  }
}
