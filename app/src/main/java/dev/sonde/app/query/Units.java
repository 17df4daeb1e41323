package dev.sonde.app.query;

import java.util.List;
import java.util.Locale;

/// Values as people read them, by the unit of their family.
record Units(String unit, boolean perSecond) {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
  private static final List<String> NAMED =
      List.of("bytes", "percent", "ratio", "celsius", "milliseconds", "seconds");
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  /// @param unit as the family says; where it says none, the name may
  /// @param fold `rate` is of the unit per second; `count` counts samples, whatever their unit
  static Units of(String unit, String name, String fold) {
    String known = unit.isEmpty() ? named(name) : unit;
    return new Units(fold.equals("count") ? "" : known, fold.equals("rate"));
  }

  private static String named(String name) {
    String plain = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
    return NAMED.stream().filter(each -> plain.endsWith("_" + each)).findFirst().orElse("");
  }

  /// `23.4 GiB`, `61.2 %`, `1m30s`, `1.2k`; `-` for none.
  String shown(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (perSecond && unit.equals("seconds")) {
      return digits(value) + " s/s";
    }
    return plain(value) + (perSecond ? "/s" : "");
  }

  private String plain(double value) {
    return switch (unit) {
      case "bytes" -> scaled(value, 1024, BINARY, " ");
      case "percent" -> digits(value) + " %";
      case "ratio" -> digits(value * 100) + " %";
      case "celsius" -> digits(value) + " °C";
      case "seconds" -> seconds(value);
      case "milliseconds" -> seconds(value / 1000);
      default -> scaled(value, 1000, DECIMAL, "");
    };
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    String sign = value < 0 ? "-" : "";
    if (size == 0) {
      return "0 s";
    }
    if (size < 1e-3) {
      return digits(value * 1e6) + " us";
    }
    if (size < 1) {
      return digits(value * 1e3) + " ms";
    }
    if (size < MINUTE) {
      return digits(value) + " s";
    }
    if (size < HOUR) {
      return sign + parts(size, MINUTE, "m", 1, "s");
    }
    return sign
        + (size < DAY ? parts(size, HOUR, "h", MINUTE, "m") : parts(size, DAY, "d", HOUR, "h"));
  }

  private static String parts(double size, double large, String one, double small, String other) {
    double whole = Math.floor(size / large);
    return String.format(
        Locale.ROOT, "%.0f%s%.0f%s", whole, one, Math.floor((size - whole * large) / small), other);
  }

  private static String scaled(double value, int step, String[] units, String gap) {
    double scaled = value;
    int at = 0;
    while (Math.abs(scaled) >= step && at < units.length - 1) {
      scaled /= step;
      at++;
    }
    return units[at].isEmpty() ? digits(scaled) : digits(scaled) + gap + units[at];
  }

  /// Three digits that count, or all before the point.
  private static String digits(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return Long.toString((long) value);
    }
    if (size < 1e-4 || size >= 1e15) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int places = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
