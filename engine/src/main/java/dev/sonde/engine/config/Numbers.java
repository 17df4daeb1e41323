package dev.sonde.engine.config;

/// Numbers as YAML 1.2 writes them. Messages read on after the value.
final class Numbers {
  private Numbers() {}

  static long integer(String text) {
    try {
      if (text.startsWith("0x")) {
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
      }
      return text.startsWith("0o")
          ? Long.parseUnsignedLong(text, 2, text.length(), 8)
          : Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not a whole number");
    }
  }

  static double number(String text) {
    for (int at = 0; at < text.length(); at++) {
      if ("0123456789+-.eE".indexOf(text.charAt(at)) < 0) {
        throw new IllegalArgumentException("is not a number");
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not a number");
    }
  }

  /// A number such as `5` or `1.5` times a factor, rounded. BigDecimal would do the same and take
  /// 10 ms of a start.
  static long times(String number, long factor) {
    int point = number.indexOf('.');
    if (point < 0) {
      return Math.multiplyExact(parse(number), factor);
    }
    String fraction = number.substring(point + 1);
    parse(fraction);
    long part = Math.round(Double.parseDouble("0." + fraction) * factor);
    return Math.addExact(Math.multiplyExact(parse(number.substring(0, point)), factor), part);
  }

  private static long parse(String digits) {
    if (digits.length() > 19) {
      throw new ArithmeticException();
    }
    return Long.parseLong(digits);
  }

  static long within(long value, long min, long max) {
    if (value < min || value > max) {
      throw refused(value < min, min == Long.MIN_VALUE, min + "", max == Long.MAX_VALUE, max + "");
    }
    return value;
  }

  static double within(double value, double min, double max) {
    if (value < min || value > max) {
      throw refused(
          value < min, min <= -Double.MAX_VALUE, show(min), max >= Double.MAX_VALUE, show(max));
    }
    return value;
  }

  static String show(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static IllegalArgumentException refused(
      boolean small, boolean openBelow, String min, boolean openAbove, String max) {
    String allowed =
        openAbove ? min + " or more" : openBelow ? max + " or less" : min + " to " + max;
    return new IllegalArgumentException(
        "is too " + (small ? "small" : "large") + "; write " + allowed);
  }
}
