package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.engine.config.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// From one instant to another, milliseconds since 1970; the second is not in it.
record Span(long from, long until) {
  /// All of time.
  static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

  static Span of(JournalOptions options, Time time) throws UsageException {
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    if (options.from().isPresent()) {
      from = millis("from", options.from().get(), time);
    }
    if (options.until().isPresent()) {
      until = millis("until", options.until().get(), time);
    }
    return new Span(from, until);
  }

  boolean holds(long millis) {
    return millis >= from && millis < until;
  }

  private static long millis(String flag, String text, Time time) throws UsageException {
    try {
      if (text.indexOf('T') >= 0) {
        return Instant.parse(text).toEpochMilli();
      }
      if (text.indexOf('-') > 0) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      return time.wallMillis() - Durations.parse(text).toMillis();
    } catch (DateTimeException | IllegalArgumentException wrong) {
      throw new UsageException(
          "--"
              + flag
              + " "
              + text
              + " is no instant; write 2026-01-31, 2026-01-31T10:30:00Z, or 2h for two hours ago");
    }
  }
}
