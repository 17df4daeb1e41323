package dev.sonde.app;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
final class Words {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

  private Words() {}

  /// `5s`, `1m30s`, `500ms`, `7d`
  static String of(Duration span) {
    var out = new StringBuilder();
    append(out, span.toDays(), "d");
    append(out, span.toHoursPart(), "h");
    append(out, span.toMinutesPart(), "m");
    append(out, span.toSecondsPart(), "s");
    append(out, span.toMillisPart(), "ms");
    return out.isEmpty() ? "0s" : out.toString();
  }

  /// `23.4 GiB`
  static String bytes(double value) {
    return scaled(value, 1024, BINARY, " ");
  }

  /// `1.2k`
  static String count(double value) {
    return scaled(value, 1000, DECIMAL, "");
  }

  /// With one decimal, unless it is a whole number: `12.3`, `4`.
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.1f", value);
  }

  private static String scaled(double value, int step, String[] units, String gap) {
    double scaled = value;
    int unit = 0;
    while (Math.abs(scaled) >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    String digits = unit == 0 ? number(scaled) : String.format(Locale.ROOT, "%.1f", scaled);
    return units[unit].isEmpty() ? digits : digits + gap + units[unit];
  }

  private static void append(StringBuilder out, long amount, String unit) {
    if (amount > 0) {
      out.append(amount).append(unit);
    }
  }
}
