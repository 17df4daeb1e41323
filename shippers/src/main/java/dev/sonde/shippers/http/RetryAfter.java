package dev.sonde.shippers.http;

import dev.sonde.api.Time;
import dev.sonde.http.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When a server wants to be asked again, in seconds or as a date. A date counts from the server's
/// own clock when it shows it. A day is the longest that is believed.
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int DIGITS = 9;

  private RetryAfter() {}

  static Optional<Duration> of(Reply reply, Time time) {
    return reply
        .header("Retry-After")
        .map(String::strip)
        .flatMap(text -> isNumber(text) ? Optional.of(seconds(text)) : until(text, reply, time));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration seconds(String digits) {
    return digits.length() > DIGITS ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Optional<Duration> until(String text, Reply reply, Time time) {
    Instant now =
        reply
            .header("Date")
            .flatMap(RetryAfter::date)
            .orElseGet(() -> Instant.ofEpochMilli(time.wallMillis()));
    return date(text).map(then -> bounded(Duration.between(now, then)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration span) {
    if (span.isNegative()) {
      return Duration.ZERO;
    }
    return span.compareTo(LONGEST) > 0 ? LONGEST : span;
  }
}
