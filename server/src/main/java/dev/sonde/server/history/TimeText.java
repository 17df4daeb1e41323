package dev.sonde.server.history;

import dev.sonde.engine.config.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Instants as people write them: `now`, `-1h`, `now-1h`, `2026-01-31T10:30:00Z`, `2026-01-31`,
/// seconds or milliseconds since 1970.
public final class TimeText {
  private static final String NOW = "now";

  /// The end of the year 9999.
  private static final long LAST = 253_402_300_799_999L;

  /// As seconds, the year 5138; as milliseconds, 1973.
  private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

  private static final int LONGEST = 64;
  private static final int LONGEST_NUMBER = 20;

  private TimeText() {}

  /// Reads an instant.
  ///
  /// @return milliseconds since 1970, UTC
  /// @throws IllegalArgumentException with a message that reads on after the text
  public static long parse(String text, long nowMillis) {
    String plain = text.strip();
    if (plain.length() > LONGEST) {
      throw refused();
    }
    long millis = millis(plain, nowMillis);
    if (millis < 0 || millis > LAST) {
      throw new IllegalArgumentException("is not between the years 1970 and 9999");
    }
    return millis;
  }

  private static long millis(String text, long now) {
    if (text.equals(NOW)) {
      return now;
    }
    String shift = text.startsWith(NOW) ? text.substring(NOW.length()) : text;
    if (shift.startsWith("-")) {
      return now - Durations.parse(shift.substring(1)).toMillis();
    }
    if (text.startsWith(NOW) && shift.startsWith("+")) {
      return now + Durations.parse(shift.substring(1)).toMillis();
    }
    return isNumber(text) ? number(text) : date(text);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(each -> (each >= '0' && each <= '9') || each == '.');
  }

  private static long number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw refused();
    }
    try {
      var number = new BigDecimal(text);
      BigDecimal millis = number.compareTo(MILLIS_FROM) < 0 ? number.movePointRight(3) : number;
      return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw refused();
    }
  }

  private static long date(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : OffsetDateTime.parse(zoned(text)).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      throw refused();
    }
  }

  /// The + of `+01:00` arrives as a blank when nobody encoded it.
  private static String zoned(String text) {
    int blank = text.length() - "+01:00".length();
    return blank > 0 && text.charAt(blank) == ' '
        ? text.substring(0, blank) + '+' + text.substring(blank + 1)
        : text;
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "is no instant; write 2026-01-31T10:30:00Z, seconds or milliseconds since 1970, -1h or"
            + " now");
  }
}
