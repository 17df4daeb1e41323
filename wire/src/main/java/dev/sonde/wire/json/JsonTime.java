package dev.sonde.wire.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/// How a document writes an instant.
public enum JsonTime {
  /// Seconds since 1970, with or without a fraction.
  S(1_000, 1),
  /// Milliseconds since 1970.
  MS(1, 1),
  /// Microseconds since 1970.
  US(1, 1_000),
  /// Nanoseconds since 1970.
  NS(1, 1_000_000),
  /// Text such as `2026-03-01T12:30:00.5Z` or `2026-03-01T14:30:00+02:00`.
  RFC3339(0, 1);

  /// The year 10000.
  private static final double LATEST = 253_402_300_800_000d;

  private final long millis;
  private final long parts;

  /// @param millis of one unit
  /// @param parts units of one millisecond
  JsonTime(long millis, long parts) {
    this.millis = millis;
    this.parts = parts;
  }

  /// Milliseconds since 1970, or a negative number when the value is no such instant between then
  /// and the year 10000.
  long millis(Json value) {
    if (this == RFC3339) {
      return value instanceof JsonText(String text) ? parsed(text) : -1;
    }
    return value instanceof JsonNumber number ? millis(number) : -1;
  }

  private long millis(JsonNumber number) {
    double about = number.asDouble() * millis / parts;
    if (!(about >= 0 && about < LATEST)) {
      return -1;
    }
    OptionalLong whole = parts == 1 ? OptionalLong.empty() : number.asLong();
    return whole.isPresent() ? whole.getAsLong() / parts : Math.round(about);
  }

  private static long parsed(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException _) {
      return -1;
    }
  }
}
