package dev.sonde.http;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The Date header, made once a second.
final class HttpDate {
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private record Made(long second, String text) {}

  private final InstantSource clock;
  private volatile Made last = new Made(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    long second = clock.instant().getEpochSecond();
    Made made = last;
    if (made.second != second) {
      made = new Made(second, text(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)));
      last = made;
    }
    return made.text;
  }

  private static String text(LocalDateTime time) {
    var text = new StringBuilder(29);
    text.append(DAYS, 3 * (time.getDayOfWeek().getValue() - 1), 3 * time.getDayOfWeek().getValue());
    two(text.append(", "), time.getDayOfMonth());
    text.append(' ').append(MONTHS, 3 * (time.getMonthValue() - 1), 3 * time.getMonthValue());
    text.append(' ').append(time.getYear());
    two(text.append(' '), time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    return text.append(" GMT").toString();
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
