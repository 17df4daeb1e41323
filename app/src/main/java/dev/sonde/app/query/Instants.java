package dev.sonde.app.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Instants as a clock on the wall shows them.
record Instants(ZoneId zone) {
  private static final DateTimeFormatter DAY = format("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter MINUTE = format("HH:mm");
  private static final DateTimeFormatter SECOND = format("HH:mm:ss");
  private static final DateTimeFormatter MONTH = format("MM-dd HH:mm");
  private static final DateTimeFormatter WHOLE = format("yyyy-MM-dd HH:mm:ss.SSS");

  /// `2026-01-01 11:00 to 12:00 UTC`
  String span(long fromMillis, long toMillis) {
    ZonedDateTime from = at(fromMillis);
    ZonedDateTime to = at(toMillis);
    boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
    return DAY.format(from)
        + " to "
        + (sameDay ? MINUTE : DAY).format(to)
        + " "
        + to.getOffset().getId().replace("Z", "UTC");
  }

  /// On an axis that is so long.
  String tick(long millis, long lengthMillis) {
    if (lengthMillis <= Duration.ofMinutes(5).toMillis()) {
      return SECOND.format(at(millis));
    }
    return (lengthMillis <= Duration.ofHours(26).toMillis() ? MINUTE : MONTH).format(at(millis));
  }

  /// How much clocks there are ahead of UTC, in milliseconds.
  long offset(long millis) {
    return at(millis).getOffset().getTotalSeconds() * 1000L;
  }

  /// `2026-01-01 11:00:00.000`
  String whole(long millis) {
    return WHOLE.format(at(millis));
  }

  private ZonedDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
