package dev.sonde.wire.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/// How a document writes an instant.
public enum JsonTime {
  /// Seconds since 1970, with or without a fraction.
  S(1_000),
  /// Milliseconds since 1970.
  MS(1),
  /// Microseconds since 1970.
  US(1e-3),
  /// Nanoseconds since 1970.
  NS(1e-6),
  /// Text such as `2026-03-01T12:30:00.5Z` or `2026-03-01T14:30:00+02:00`.
  RFC3339(0);

  /// The year 10000.
  private static final double LATEST = 253_402_300_800_000d;

  private final double millis;

  JsonTime(double millis) {
    this.millis = millis;
  }

  /// Milliseconds since 1970, or a negative number when the value is no such instant between then
  /// and the year 10000.
  long millis(Json value) {
    if (this == RFC3339) {
      return value instanceof JsonText(String text) ? parsed(text) : -1;
    }
    if (!(value instanceof JsonNumber number)) {
      return -1;
    }
    double time = number.asDouble() * millis;
    return time >= 0 && time < LATEST ? Math.round(time) : -1;
  }

  private static long parsed(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException _) {
      return -1;
    }
  }
}
