package dev.sonde.wire.json;

import java.nio.charset.StandardCharsets;

/// Numbers as JSON writes them.
///
/// # Implementation notes
///
/// Up to 15 digits with a power of ten up to 22 are exact as `double` each, so one multiplication
/// or division rounds once, and rightly. Everything else goes the long way of the JDK.
final class NumberText {
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private NumberText() {}

  /// Where the number that begins here ends, or `~place` of the byte that breaks it.
  static int end(byte[] bytes, int from, int to) {
    int at = from < to && bytes[from] == '-' ? from + 1 : from;
    int whole = digits(bytes, at, to);
    if (whole == at || (bytes[at] == '0' && whole > at + 1)) {
      return ~Math.min(whole == at ? at : at + 1, to);
    }
    int fraction = whole;
    if (whole < to && bytes[whole] == '.') {
      fraction = digits(bytes, whole + 1, to);
      if (fraction == whole + 1) {
        return ~fraction;
      }
    }
    boolean raised = fraction < to && (bytes[fraction] | 0x20) == 'e';
    return raised ? exponent(bytes, fraction + 1, to) : fraction;
  }

  private static int exponent(byte[] bytes, int from, int to) {
    int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    int end = digits(bytes, at, to);
    return end == at ? ~end : end;
  }

  private static int digits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /// The `double` nearest to a number that [#end] has found to be one.
  static double value(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long digits = 0;
    int count = 0;
    int scale = 0;
    int at = negative ? from + 1 : from;
    boolean fraction = false;
    for (; at < to; at++) {
      byte unit = bytes[at];
      if (unit >= '0') {
        if (unit > '9') {
          break;
        }
        digits = digits * 10 + (unit - '0');
        count += digits == 0 ? 0 : 1;
        scale -= fraction ? 1 : 0;
        if (count > EXACT_DIGITS) {
          return far(bytes, from, to);
        }
      } else {
        fraction = true;
      }
    }
    if (at < to) {
      scale += raised(bytes, at + 1, to);
    }
    if (digits == 0) {
      return negative ? -0.0 : 0.0;
    }
    if (scale < -(POWERS.length - 1) || scale > POWERS.length - 1) {
      return far(bytes, from, to);
    }
    double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
    return negative ? -value : value;
  }

  /// The exponent, or one that is far out of range.
  private static int raised(byte[] bytes, int from, int to) {
    boolean signed = bytes[from] == '-' || bytes[from] == '+';
    int value = 0;
    for (int at = signed ? from + 1 : from; at < to; at++) {
      value = Math.min(value * 10 + (bytes[at] - '0'), 100_000);
    }
    return bytes[from] == '-' ? -value : value;
  }

  private static double far(byte[] bytes, int from, int to) {
    return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
  }

  /// Has a number no digit but zeros before its exponent?
  static boolean isZero(String text) {
    for (int at = 0; at < text.length() && (text.charAt(at) | 0x20) != 'e'; at++) {
      if (text.charAt(at) >= '1' && text.charAt(at) <= '9') {
        return false;
      }
    }
    return true;
  }
}
