package dev.sonde.wire.statsd;

import java.nio.charset.StandardCharsets;

/// Numbers as StatsD's clients write them: decimal, with a sign, a point and an exponent perhaps.
final class Decimals {
  private static final int EXACT_DIGITS = 15;
  private static final int LONGEST = 64;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Decimals() {}

  /// The finite number that a range says, or NaN.
  static double read(byte[] bytes, int from, int to) {
    boolean signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
    long digits = 0;
    int count = 0;
    int fraction = -1;
    for (int at = signed ? from + 1 : from; at < to; at++) {
      byte unit = bytes[at];
      if (unit == '.' && fraction < 0) {
        fraction = 0;
      } else if (unit >= '0' && unit <= '9' && count < EXACT_DIGITS) {
        digits = digits * 10 + (unit - '0');
        count++;
        fraction += fraction >= 0 ? 1 : 0;
      } else {
        return far(bytes, from, to);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    double value = fraction > 0 ? digits / POWERS[fraction] : digits;
    return signed && bytes[from] == '-' ? -value : value;
  }

  /// Only digits, signs, points and exponents: no words, no hexadecimal numbers, no suffix.
  private static double far(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return Double.NaN;
    }
    for (int at = from; at < to; at++) {
      byte unit = bytes[at];
      boolean known = (unit >= '0' && unit <= '9') || unit == '.' || unit == '-' || unit == '+';
      if (!known && (unit | 0x20) != 'e') {
        return Double.NaN;
      }
    }
    try {
      double value =
          Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
