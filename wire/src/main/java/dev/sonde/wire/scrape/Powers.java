package dev.sonde.wire.scrape;

import java.math.BigInteger;

/// A whole number times a power of ten as the nearest double.
///
/// # Implementation notes
///
/// After Lemire, "Number parsing at a gigabyte per second" (2021): the number, shifted to 64 bits,
/// times the first 128 bits of the power of five. Where the bits left out could turn the rounding
/// the answer is [#UNSURE]. The table has what measurements need (10^-80 to 10^80); beyond it
/// everything is unsure.
final class Powers {
  /// Somebody else must say: no magnitude is negative.
  static final double UNSURE = -1;

  private static final int LARGEST_EXACT = 22;
  private static final int LARGEST = 80;
  private static final long EXACT = 1L << 53;
  private static final double[] TENS = tens();
  private static final long[] WHOLE_TENS = wholeTens();
  private static final long[] FIVES = fives();

  private Powers() {}

  /// @param digits without a sign, all 64 bits
  static double times(long digits, int exponent) {
    if (digits >>> 53 == 0) {
      if (exponent == 0 || digits == 0) {
        return digits;
      }
      if (exponent < 0 && exponent >= -LARGEST_EXACT) {
        return digits / TENS[-exponent];
      }
      if (exponent > 0 && exponent <= LARGEST_EXACT) {
        return digits * TENS[exponent];
      }
    }
    return exponent < -LARGEST || exponent > LARGEST ? UNSURE : rounded(digits, exponent);
  }

  /// Whole digits times a power of ten, cut, not rounded; negative when it is 2^63 or more.
  static long scaled(long digits, int exponent) {
    if (exponent <= 0) {
      return exponent <= -WHOLE_TENS.length
          ? 0
          : Long.divideUnsigned(digits, WHOLE_TENS[-exponent]);
    }
    boolean fits =
        digits >= 0
            && exponent < WHOLE_TENS.length - 1
            && digits <= Long.MAX_VALUE / WHOLE_TENS[exponent];
    return fits ? digits * WHOLE_TENS[exponent] : digits == 0 ? 0 : -1;
  }

  private static double rounded(long digits, int exponent) {
    int shift = Long.numberOfLeadingZeros(digits);
    long shifted = digits << shift;
    int row = 2 * (exponent + LARGEST);
    long high = Math.unsignedMultiplyHigh(shifted, FIVES[row]);
    long low = shifted * FIVES[row];
    if ((high & 0x1ff) == 0x1ff) {
      long more = Math.unsignedMultiplyHigh(shifted, FIVES[row + 1]);
      low += more;
      high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
    }
    boolean table = exponent >= -27 && exponent <= 55;
    return low == -1 && !table ? UNSURE : assembled(high, low, exponent, shift);
  }

  private static double assembled(long high, long low, int exponent, int shift) {
    int upper = (int) (high >>> 63);
    long mantissa = high >>> (upper + 9);
    int binary = ((217_706 * exponent) >> 16) + 63 + upper - shift + 1023;
    boolean halfway =
        Long.compareUnsigned(low, 1) <= 0
            && exponent >= -4
            && exponent <= 23
            && (mantissa & 3) == 1;
    if (halfway && (mantissa << (upper + 9)) == high) {
      mantissa &= ~1L;
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    if (mantissa == EXACT) {
      mantissa >>>= 1;
      binary++;
    }
    return Double.longBitsToDouble((mantissa & ~(1L << 52)) | ((long) binary << 52));
  }

  private static double[] tens() {
    var tens = new double[LARGEST_EXACT + 1];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = tens[i - 1] * 10;
    }
    return tens;
  }

  /// Up to 10^19, which needs all 64 bits.
  private static long[] wholeTens() {
    var tens = new long[20];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = tens[i - 1] * 10;
    }
    return tens;
  }

  private static long[] fives() {
    var fives = new long[2 * (2 * LARGEST + 1)];
    var power = BigInteger.ONE;
    for (int exponent = 0; exponent <= LARGEST; exponent++) {
      put(fives, exponent, first128(power));
      if (exponent > 0) {
        put(fives, -exponent, reciprocal(power, exponent <= 27));
      }
      power = power.multiply(BigInteger.valueOf(5));
    }
    return fives;
  }

  private static BigInteger first128(BigInteger number) {
    return number.shiftLeft(128 - number.bitLength());
  }

  /// The first 128 bits of 1 / number; rounded up where an exact half must be seen.
  private static BigInteger reciprocal(BigInteger number, boolean up) {
    int bits = number.bitLength() + 127;
    var cut = BigInteger.ONE.shiftLeft(bits).divide(number);
    return up ? cut.add(BigInteger.ONE) : cut;
  }

  private static void put(long[] fives, int exponent, BigInteger bits) {
    int row = 2 * (exponent + LARGEST);
    fives[row] = bits.shiftRight(64).longValue();
    fives[row + 1] = bits.longValue();
  }
}
