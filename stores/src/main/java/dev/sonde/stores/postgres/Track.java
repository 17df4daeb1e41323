package dev.sonde.stores.postgres;

import java.io.IOException;
import java.util.BitSet;

/// One series' numbers in one hour, packed and back, bit by bit: most are whole once a power of ten
/// is taken out; the others are kept as what changes in their bits, byte by byte.
final class Track {
  private static final int VERSION = 1;
  private static final int BITS = 255;
  private static final int OCTETS = 10;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  private static final double LARGEST = 1L << 53;

  private Track() {}

  /// @param there in which of the hour's rows there is a number; at least in one
  /// @param rows how many there are
  static byte[] pack(Squeezing out, double[] numbers, BitSet there, int rows) {
    out.begin().put(VERSION);
    boolean whole = there.cardinality() == rows;
    out.put(whole ? 1 : 0);
    for (int row = 0; !whole && row < rows; row += Byte.SIZE) {
      out.put(octet(there, row));
    }
    int power = power(numbers, there);
    out.put(power);
    if (power == BITS) {
      bits(out, numbers, there);
    } else {
      decimals(out, numbers, there, POWERS[power]);
    }
    return out.end();
  }

  private static int octet(BitSet there, int from) {
    int octet = 0;
    for (int i = 0; i < Byte.SIZE; i++) {
      octet |= there.get(from + i) ? 1 << i : 0;
    }
    return octet;
  }

  /// The least that makes all whole.
  private static int power(double[] numbers, BitSet there) {
    int power = 0;
    int row = there.nextSetBit(0);
    while (row >= 0 && power < POWERS.length) {
      if (isWhole(numbers[row], POWERS[power])) {
        row = there.nextSetBit(row + 1);
      } else {
        power++;
      }
    }
    return power < POWERS.length && all(numbers, there, POWERS[power]) ? power : BITS;
  }

  private static boolean all(double[] numbers, BitSet there, double by) {
    for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
      if (!isWhole(numbers[row], by)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(double number, double by) {
    double scaled = Math.rint(number * by);
    return Math.abs(scaled) < LARGEST
        && Double.doubleToRawLongBits((long) scaled / by) == Double.doubleToRawLongBits(number);
  }

  private static void decimals(Squeezing out, double[] numbers, BitSet there, double by) {
    long before = 0;
    for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
      long now = (long) Math.rint(numbers[row] * by);
      out.put(now - before);
      before = now;
    }
  }

  private static void bits(Squeezing out, double[] numbers, BitSet there) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      long before = 0;
      for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
        long now = Double.doubleToRawLongBits(numbers[row]);
        out.put((int) ((now ^ before) >>> shift));
        before = now;
      }
    }
  }

  /// @param numbers has room for all rows
  static void unpack(Squeezed in, byte[] packed, double[] numbers, BitSet there, int rows)
      throws IOException {
    in.of(packed, OCTETS * rows + rows / Byte.SIZE + OCTETS);
    if (in.octet() != VERSION) {
      throw Squeezed.damaged();
    }
    there.clear();
    if (in.octet() == 1) {
      there.set(0, rows);
    } else {
      places(in, there, rows);
    }
    int power = in.octet();
    if (power == BITS) {
      bits(in, numbers, there);
    } else if (power < POWERS.length) {
      decimals(in, numbers, there, POWERS[power]);
    } else {
      throw Squeezed.damaged();
    }
    if (in.hasMore()) {
      throw Squeezed.damaged();
    }
  }

  private static void places(Squeezed in, BitSet there, int rows) throws IOException {
    for (int row = 0; row < rows; row += Byte.SIZE) {
      int octet = in.octet();
      for (int i = 0; i < Byte.SIZE && row + i < rows; i++) {
        there.set(row + i, (octet & (1 << i)) != 0);
      }
    }
  }

  private static void decimals(Squeezed in, double[] numbers, BitSet there, double by)
      throws IOException {
    long now = 0;
    for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
      now += in.number();
      numbers[row] = now / by;
    }
  }

  private static void bits(Squeezed in, double[] numbers, BitSet there) throws IOException {
    long[] changes = new long[numbers.length];
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
        changes[row] |= (long) in.octet() << shift;
      }
    }
    long now = 0;
    for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
      now ^= changes[row];
      numbers[row] = Double.longBitsToDouble(now);
    }
  }
}
