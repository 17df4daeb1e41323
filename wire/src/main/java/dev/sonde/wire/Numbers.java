package dev.sonde.wire;

import java.util.Locale;

/// Writes numbers as digits, making no objects.
///
/// # Implementation notes
///
/// A double with at most 15 significant decimal digits has exactly one such decimal. It is found by
/// scaling the value by a power of ten to a whole number below 10^15, and it is right if dividing
/// that number by the same power, both exact doubles, gives the value back. What has more digits
/// goes through the JDK's shortest form into a builder that is kept. The JDK always gives two
/// digits; where the smallest numbers of all need but one, that is found by rounding.
final class Numbers {
  private static final long EXACT = 1L << 53;
  private static final int DIGITS = 15;
  private static final int LARGEST_SCALE = 18;
  private static final double SMALLEST_POSITIONAL = 1e-6;
  private static final double SMALLEST_EXPONENTIAL = 1e21;

  /// Below it doubles lie so far apart that one digit may say which it is.
  private static final double COARSE = 1e-320;

  private static final double[] POWERS = powers();

  private final ByteSink out;
  private final byte[] reversed = new byte[20];
  private final StringBuilder shortest = new StringBuilder();

  Numbers(ByteSink out) {
    this.out = out;
  }

  void write(long value) {
    if (value < 0) {
      out.put('-');
    }
    int count = 0;
    long rest = value;
    do {
      reversed[count++] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    while (count > 0) {
      out.put(reversed[--count]);
    }
  }

  void write(double value) {
    if (Double.isNaN(value)) {
      out.put("NaN");
    } else if (Double.isInfinite(value)) {
      out.put(value > 0 ? "+Inf" : "-Inf");
    } else {
      finite(value);
    }
  }

  private void finite(double value) {
    if (Double.doubleToRawLongBits(value) < 0) {
      out.put('-');
    }
    double magnitude = Math.abs(value);
    long whole = (long) magnitude;
    if (whole == magnitude && whole < EXACT) {
      write(whole);
    } else if (!shortDecimal(magnitude)) {
      longDecimal(magnitude);
    }
  }

  private boolean shortDecimal(double magnitude) {
    if (magnitude < SMALLEST_POSITIONAL || magnitude >= POWERS[DIGITS]) {
      return false;
    }
    int scale = LARGEST_SCALE;
    while (magnitude * POWERS[scale] >= POWERS[DIGITS]) {
      scale--;
    }
    long digits = Math.round(magnitude * POWERS[scale]);
    if (digits / POWERS[scale] != magnitude) {
      return false;
    }
    point(digits, scale);
    return true;
  }

  private void point(long digits, int scale) {
    long unit = (long) POWERS[scale];
    write(digits / unit);
    long fraction = digits % unit;
    if (fraction != 0) {
      out.put('.');
    }
    while (fraction != 0) {
      unit /= 10;
      out.put((int) ('0' + fraction / unit));
      fraction %= unit;
    }
  }

  private void longDecimal(double magnitude) {
    shortest.setLength(0);
    shortest.append(magnitude);
    int e = shortest.indexOf("E");
    int exponent = e < 0 ? 0 : Integer.parseInt(shortest, e + 1, shortest.length(), 10);
    shortest.setLength(e < 0 ? shortest.length() : e);
    int point = shortest.indexOf(".");
    shortest.deleteCharAt(point);
    int leading = trimZeros();
    if (magnitude < COARSE && shortest.length() == 2 && oneDigit(magnitude)) {
      return;
    }
    if (magnitude < SMALLEST_POSITIONAL || magnitude >= SMALLEST_EXPONENTIAL) {
      exponential(point + exponent - leading - 1);
    } else {
      positional(point + exponent - leading);
    }
  }

  private boolean oneDigit(double magnitude) {
    String rounded = String.format(Locale.ROOT, "%.0e", magnitude);
    boolean same = Double.parseDouble(rounded) == magnitude;
    if (same) {
      out.put(rounded);
    }
    return same;
  }

  private int trimZeros() {
    int leading = 0;
    while (shortest.charAt(leading) == '0') {
      leading++;
    }
    shortest.delete(0, leading);
    while (shortest.charAt(shortest.length() - 1) == '0') {
      shortest.setLength(shortest.length() - 1);
    }
    return leading;
  }

  private void exponential(int exponent) {
    digits(0, 1);
    if (shortest.length() > 1) {
      out.put('.');
      digits(1, shortest.length());
    }
    out.put('e');
    out.put(exponent < 0 ? '-' : '+');
    write(Math.abs(exponent));
  }

  private void positional(int point) {
    int whole = Math.max(point, 0);
    if (whole == 0) {
      out.put('0');
    }
    digits(0, whole);
    if (point < shortest.length()) {
      out.put('.');
      digits(Math.min(point, 0), 0);
      digits(whole, shortest.length());
    }
  }

  /// Digits of `shortest`; zeros stand before the first and after the last.
  private void digits(int from, int to) {
    for (int at = from; at < to; at++) {
      out.put(at < 0 || at >= shortest.length() ? '0' : shortest.charAt(at));
    }
  }

  private static double[] powers() {
    var powers = new double[LARGEST_SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
