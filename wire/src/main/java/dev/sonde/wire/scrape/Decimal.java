package dev.sonde.wire.scrape;

import java.nio.charset.StandardCharsets;

/// Reads a number as Go's ParseFloat does, without hexadecimal digits and underscores.
///
/// # Implementation notes
///
/// Up to 18 digits are gathered in one pass. A whole number below 2^53 times or over a power of ten
/// up to 10^22 is exact in one operation (Clinger). Others go to [Powers], which multiplies by a
/// 128-bit power of five and knows when it can't be sure; what is left, and what has more than 19
/// digits that matter, goes to the JDK.
public final class Decimal {
  /// There is no number.
  public static final int NONE = -1;

  /// The number is too large for a double.
  public static final int LARGE = -2;

  private static final int SAFE_DIGITS = 18;
  private static final int MOST_DIGITS = 19;
  private static final int LARGEST_EXPONENT = 100_000;

  /// Reads nothing yet. It holds what it read last, so it belongs to one thread at a time.
  public Decimal() {}

  private double value;
  private long digits;
  private int exponent;
  private boolean negative;
  private boolean cut;

  /// What was read.
  public double value() {
    return value;
  }

  /// The number times 1000, without its fraction; `Long.MIN_VALUE` when it is too large.
  long thousandfold() {
    long scaled = Powers.scaled(digits, digits == 0 ? 0 : exponent + 3);
    return scaled < 0 ? Long.MIN_VALUE : negative ? -scaled : scaled;
  }

  /// Reads what stands from here; the caller looks at what follows.
  ///
  /// @return where the number is over, or [#NONE] or [#LARGE]
  public int read(byte[] page, int from, int to) {
    int at = from;
    negative = false;
    if (at < to && (page[at] == '-' || page[at] == '+')) {
      negative = page[at] == '-';
      at++;
    }
    int first = at;
    long sum = 0;
    int digit;
    while (at < to && (digit = page[at] - '0') >= 0 && digit <= 9) {
      sum = sum * 10 + digit;
      at++;
    }
    int count = at - first;
    exponent = 0;
    if (at < to && page[at] == '.') {
      int point = at++;
      while (at < to && (digit = page[at] - '0') >= 0 && digit <= 9) {
        sum = sum * 10 + digit;
        at++;
      }
      exponent = point + 1 - at;
      count -= exponent;
    }
    if (count == 0) {
      return word(page, from, first, to);
    }
    digits = sum;
    cut = false;
    if (count > SAFE_DIGITS) {
      gather(page, first, at);
    }
    if (at < to && (page[at] | 0x20) == 'e') {
      at = exponent(page, at + 1, to);
    }
    return at < 0 ? NONE : converted(page, from, at);
  }

  private void gather(byte[] page, int from, int to) {
    digits = 0;
    exponent = 0;
    int taken = 0;
    boolean fraction = false;
    for (int at = from; at < to; at++) {
      if (page[at] == '.') {
        fraction = true;
      } else if (taken < MOST_DIGITS) {
        digits = digits * 10 + page[at] - '0';
        taken += digits == 0 ? 0 : 1;
        exponent -= fraction ? 1 : 0;
      } else {
        cut |= page[at] != '0';
        exponent += fraction ? 0 : 1;
      }
    }
  }

  private int exponent(byte[] page, int from, int to) {
    int at = from;
    boolean minus = at < to && page[at] == '-';
    at += at < to && (minus || page[at] == '+') ? 1 : 0;
    int first = at;
    int sum = 0;
    while (at < to && page[at] >= '0' && page[at] <= '9') {
      sum = Math.min(sum * 10 + page[at] - '0', LARGEST_EXPONENT);
      at++;
    }
    exponent += minus ? -sum : sum;
    return at == first ? NONE : at;
  }

  private int converted(byte[] page, int from, int to) {
    double magnitude = cut ? Powers.UNSURE : Powers.times(digits, exponent);
    if (magnitude < 0) {
      var text = new String(page, from, to - from, StandardCharsets.ISO_8859_1);
      magnitude = Math.abs(Double.parseDouble(text));
    }
    value = negative ? -magnitude : magnitude;
    return magnitude > Double.MAX_VALUE ? LARGE : to;
  }

  /// Infinity in its spellings, and NaN, which has no sign.
  private int word(byte[] page, int from, int first, int to) {
    digits = 0;
    if (first == from && matches(page, from, to, "nan")) {
      value = Double.NaN;
      return from + 3;
    }
    if (!matches(page, first, to, "inf")) {
      return NONE;
    }
    value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return matches(page, first, to, "infinity") ? first + 8 : first + 3;
  }

  private static boolean matches(byte[] page, int from, int to, String lower) {
    boolean same = to - from >= lower.length();
    for (int i = 0; same && i < lower.length(); i++) {
      same = (page[from + i] | 0x20) == lower.charAt(i);
    }
    return same;
  }
}
