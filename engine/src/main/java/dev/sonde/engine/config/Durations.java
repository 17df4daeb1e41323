package dev.sonde.engine.config;

import java.time.Duration;

/// Time spans as people write them: `500ms`, `5s`, `1m30s`, `7d`.
public final class Durations {
  static final String EXAMPLE = "a time span such as 500ms, 5s, 1m30s, 7d";

  private static final String[] UNITS = {"w", "d", "h", "m", "s", "ms", "us", "ns"};
  private static final long[] NANOS = {
    604_800_000_000_000L,
    86_400_000_000_000L,
    3_600_000_000_000L,
    60_000_000_000L,
    1_000_000_000L,
    1_000_000L,
    1_000L,
    1L
  };

  private Durations() {}

  /// Reads a time span. Units stand in falling order, each at most once; `0` needs none.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the value
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    long nanos = 0;
    int unit = -1;
    int at = 0;
    while (at < text.length()) {
      int number = at;
      at = endOfNumber(text, at);
      int word = at;
      at = endOfWord(text, at);
      int next = unit(text.substring(word, at));
      if (number == word || next <= unit) {
        throw refused(text);
      }
      unit = next;
      nanos = add(nanos, text.substring(number, word), NANOS[unit]);
    }
    if (unit < 0) {
      throw refused(text);
    }
    return Duration.ofNanos(nanos);
  }

  /// Writes a time span as [#parse] reads it.
  public static String show(Duration span) {
    if (span.isZero()) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    long left = span.toNanos();
    for (int unit = 1; unit < UNITS.length; unit++) {
      long count = left / NANOS[unit];
      left %= NANOS[unit];
      if (count > 0) {
        out.append(count).append(UNITS[unit]);
      }
    }
    return out.toString();
  }

  private static long add(long nanos, String number, long factor) {
    try {
      return Math.addExact(nanos, Numbers.times(number, factor));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not " + EXAMPLE);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("is longer than 292 years");
    }
  }

  private static IllegalArgumentException refused(String text) {
    boolean bare = !text.isEmpty() && endOfNumber(text, 0) == text.length();
    return new IllegalArgumentException(
        bare ? "has no unit; write " + text + "s for seconds" : "is not " + EXAMPLE);
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at;
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
      at++;
    }
    return at;
  }

  private static int unit(String word) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
