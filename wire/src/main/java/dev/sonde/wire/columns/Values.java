package dev.sonde.wire.columns;

import dev.sonde.api.Batch;

/// The values of a batch: four bits for each that say what it is, then the bytes of all. What is
/// read has the very bits of what was written.
///
/// # Implementation notes
///
/// A whole number is written zigzag, in one to six bytes. A decimal is `mantissa / 10^scale`, a
/// division of two exact doubles, so IEEE 754 rounds it as it rounded the digits that were parsed:
/// the mantissa zigzag, with the scale in the lowest four bits, in two to seven bytes. To find it
/// takes one try: at the largest scale that keeps the mantissa below 2^51, where the product's
/// error is below a half; then zeros are taken off. Whatever is neither is written as it is.
public final class Values {
  private static final int ZERO = 0;
  private static final int SAME = 1;
  private static final int STALE = 2;
  private static final int WHOLE = 3;
  private static final int DECIMAL = 9;
  private static final int RAW = 15;

  private static final int WHOLE_BITS = 48;
  private static final int DECIMAL_SHORTEST = 2;
  private static final int MANTISSA_BITS = 51;
  private static final int SCALES = 16;
  private static final int SCALE_BITS = 4;
  private static final long STALE_BITS = 0x7ff0000000000002L;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
  };

  private byte[] bytes = new byte[0];
  private int tags;
  private int count;
  private int row;
  private int at;
  private int to;
  private long bits;

  public static void write(Batch batch, Payload to) {
    int tags = to.skip((batch.size() + 1) / 2);
    long before = 0;
    for (int row = 0; row < batch.size(); row++) {
      double value = batch.value(row);
      long bits = Double.doubleToRawLongBits(value);
      int tag = bits == 0 ? ZERO : bits == before ? SAME : writeOther(value, bits, to);
      to.mark(tags + (row >> 1), tag << ((row & 1) << 2));
      before = bits;
    }
  }

  private static int writeOther(double value, long bits, Payload to) {
    long whole = (long) value;
    if (Double.doubleToRawLongBits((double) whole) == bits) {
      long zigzag = Payload.zigzag(whole);
      return zigzag >>> WHOLE_BITS == 0 ? writeWhole(zigzag, to) : writeRaw(bits, to);
    }
    return bits == STALE_BITS ? STALE : writeDecimal(value, bits, to);
  }

  private static int writeWhole(long zigzag, Payload to) {
    int length = length(zigzag);
    to.putLow(zigzag, length);
    return WHOLE + length - 1;
  }

  private static int writeDecimal(double value, long bits, Payload to) {
    int scale = scale(Math.getExponent(value));
    if (scale < 1) {
      return writeRaw(bits, to);
    }
    double power = POWERS[scale];
    long mantissa = (long) Math.rint(value * power);
    if (Double.doubleToRawLongBits(mantissa / power) != bits) {
      return writeRaw(bits, to);
    }
    return writeShortest(mantissa, scale, to);
  }

  /// 10^scale × 2^(exponent + 1) is at most 2^51; 19728 / 2^16 is a little less than log10(2).
  private static int scale(int exponent) {
    return Math.min(SCALES, ((MANTISSA_BITS - 1 - exponent) * 19728) >> 16);
  }

  private static int writeShortest(long mantissa, int scale, Payload to) {
    long digits = mantissa;
    int places = scale;
    if (digits % 100_000_000 == 0) {
      digits /= 100_000_000;
      places -= 8;
    }
    if (digits % 10_000 == 0) {
      digits /= 10_000;
      places -= 4;
    }
    if (digits % 100 == 0) {
      digits /= 100;
      places -= 2;
    }
    if (digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    long coded = Payload.zigzag(digits) << SCALE_BITS | places - 1;
    int length = Math.max(DECIMAL_SHORTEST, length(coded));
    to.putLow(coded, length);
    return DECIMAL + length - DECIMAL_SHORTEST;
  }

  private static int writeRaw(long bits, Payload to) {
    to.putLong(bits);
    return RAW;
  }

  private static int length(long positive) {
    return (71 - Long.numberOfLeadingZeros(positive)) >>> 3;
  }

  public void open(int rows, byte[] source, int from, int end) {
    bytes = source;
    tags = from;
    count = rows;
    row = 0;
    at = from + (rows + 1) / 2;
    to = end;
    bits = 0;
  }

  public double next() throws DamagedException {
    int tag = bytes[tags + (row >> 1)] >> ((row & 1) << 2) & 15;
    row++;
    if (tag != SAME) {
      bits = read(tag);
    }
    return Double.longBitsToDouble(bits);
  }

  public void end() throws DamagedException {
    boolean clean = (count & 1) == 0 || (bytes[tags + (count >> 1)] & 0xf0) == 0;
    if (at != to || !clean) {
      throw new DamagedException("values for more rows than there are");
    }
  }

  private long read(int tag) throws DamagedException {
    if (tag >= DECIMAL) {
      return tag == RAW ? low(Long.BYTES) : decimal(low(tag - DECIMAL + DECIMAL_SHORTEST));
    }
    if (tag >= WHOLE) {
      return bits(Payload.unzigzag(low(tag - WHOLE + 1)));
    }
    return tag == ZERO ? 0 : STALE_BITS;
  }

  private static long decimal(long coded) {
    double power = POWERS[(int) (coded & SCALES - 1) + 1];
    return Double.doubleToRawLongBits(Payload.unzigzag(coded >>> SCALE_BITS) / power);
  }

  private static long bits(double whole) {
    return Double.doubleToRawLongBits(whole);
  }

  private long low(int length) throws DamagedException {
    if (length > to - at) {
      throw new DamagedException("values end too early");
    }
    long value = 0;
    for (int i = at + length - 1; i >= at; i--) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    at += length;
    return value;
  }
}
