package dev.sonde.collectors.scrape;

import java.time.Duration;

/// Time spans as Prometheus writes them into labels: `15s`, `1m30s`, `500ms`.
final class Spans {
  private static final String[] UNITS = {"ms", "s", "m", "h", "d", "w", "y"};
  private static final long[] MILLIS = {
    1, 1_000, 60_000, 3_600_000, 86_400_000, 604_800_000, 31_536_000_000L
  };

  private Spans() {}

  static String written(Duration span) {
    long rest = span.toMillis();
    var text = new StringBuilder();
    for (int unit = 3; unit >= 0; unit--) {
      long count = rest / MILLIS[unit];
      if (count > 0) {
        text.append(count).append(UNITS[unit]);
        rest %= MILLIS[unit];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /// @throws IllegalArgumentException when it is none, naming the label
  static Duration read(String label, String text) {
    long millis = 0;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      int letters = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (letters == digits || letters - digits > 9) {
        throw wrong(label, text);
      }
      millis += Long.parseLong(text.substring(digits, letters)) * unit(label, text, letters, at);
    }
    if (text.isEmpty()) {
      throw wrong(label, text);
    }
    return Duration.ofMillis(millis);
  }

  private static long unit(String label, String text, int from, int to) {
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (text.substring(from, to).equals(UNITS[unit])) {
        return MILLIS[unit];
      }
    }
    throw wrong(label, text);
  }

  private static IllegalArgumentException wrong(String label, String text) {
    return new IllegalArgumentException(
        label + " is \"" + text + "\", which is no time span; write 15s or 1m30s");
  }
}
