package dev.sonde.stores.embedded;

/// Values as what changes from one to the next in their bits: for numbers with many digits.
final class Xor {
  private static final int LEADING_BITS = 5;
  private static final int LENGTH_BITS = 6;
  private static final int MOST_LEADING = (1 << LEADING_BITS) - 1;

  private Xor() {}

  static void write(Bytes out, BitWriter bits, double[] values, int from, int to) {
    long before = Double.doubleToRawLongBits(values[from]);
    out.fixed64(before);
    int leading = Long.SIZE;
    int trailing = 0;
    for (int i = from + 1; i < to; i++) {
      long now = Double.doubleToRawLongBits(values[i]);
      long change = now ^ before;
      before = now;
      if (change == 0) {
        bits.put(0, 1);
        continue;
      }
      int zeros = Math.min(MOST_LEADING, Long.numberOfLeadingZeros(change));
      int after = Long.numberOfTrailingZeros(change);
      if (zeros >= leading && after >= trailing) {
        bits.put(1, 2);
      } else {
        leading = zeros;
        trailing = after;
        bits.put(3, 2);
        bits.put(leading, LEADING_BITS);
        bits.put(Long.SIZE - 1 - leading - trailing, LENGTH_BITS);
      }
      bits.put(change >>> trailing, Long.SIZE - leading - trailing);
    }
    bits.end();
  }

  static void read(ByteSource in, BitReader bits, double[] values, int count) throws Damage {
    long now = in.fixed64();
    values[0] = Double.longBitsToDouble(now);
    int trailing = 0;
    int length = 0;
    for (int i = 1; i < count; i++) {
      if (bits.take(1) != 0) {
        if (bits.take(1) != 0) {
          int leading = (int) bits.take(LEADING_BITS);
          length = (int) bits.take(LENGTH_BITS) + 1;
          trailing = Long.SIZE - leading - length;
        }
        if (trailing < 0 || length == 0) {
          throw new Damage("bits that are none of a number");
        }
        now ^= bits.take(length) << trailing;
      }
      values[i] = Double.longBitsToDouble(now);
    }
    bits.end();
  }
}
