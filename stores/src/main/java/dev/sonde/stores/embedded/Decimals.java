package dev.sonde.stores.embedded;

/// Values that are whole numbers once a power of ten is taken out: most that people measure.
///
/// # Implementation notes
///
/// A value counts as such only when dividing gives it back bit by bit, which is tried for each; so
/// minus zero, infinities and every NaN are exceptions, kept as they are beside the others. With
/// more than one exception in sixteen this is not the form.
final class Decimals {
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12
  };
  private static final double LARGEST = 1L << 53;
  private static final int RARE = 16;

  private long[] numbers = new long[2048];
  private int[] exceptions = new int[64];
  private int exceptionCount;
  private int power;

  /// Tries it.
  ///
  /// @return can these values be said so?
  boolean fits(double[] values, int from, int to) {
    power = 0;
    exceptionCount = 0;
    int most = (to - from) / RARE + 1;
    exceptions = exceptions.length < most ? new int[most * 2] : exceptions;
    numbers = numbers.length < to - from ? new long[(to - from) * 2] : numbers;
    for (int i = from; i < to; i++) {
      int needed = powerOf(values[i]);
      if (needed >= 0) {
        power = needed;
      } else if (exceptionCount == most) {
        return false;
      } else {
        exceptions[exceptionCount++] = i - from;
      }
    }
    return exceptionCount < to - from && scale(values, from, to);
  }

  /// The least power, not below the one that others need; -1 for none.
  private int powerOf(double value) {
    for (int i = power; i < POWERS.length; i++) {
      if (isWhole(value, POWERS[i])) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWhole(double value, double by) {
    double scaled = Math.rint(value * by);
    return Math.abs(scaled) < LARGEST
        && Double.doubleToRawLongBits((long) scaled / by) == Double.doubleToRawLongBits(value);
  }

  /// A value that was fine with a lesser power may be too large for the last one.
  private boolean scale(double[] values, int from, int to) {
    double by = POWERS[power];
    int next = 0;
    long before = 0;
    for (int i = from; i < to; i++) {
      if (next < exceptionCount && exceptions[next] == i - from) {
        next++;
      } else if (isWhole(values[i], by)) {
        before = (long) Math.rint(values[i] * by);
      } else {
        return false;
      }
      numbers[i - from] = before;
    }
    return true;
  }

  void write(Bytes out, Packing packing, double[] values, int from, int to) {
    out.put(power);
    out.varint(exceptionCount);
    int before = 0;
    for (int i = 0; i < exceptionCount; i++) {
      out.varint(exceptions[i] - before);
      out.fixed64(Double.doubleToRawLongBits(values[from + exceptions[i]]));
      before = exceptions[i];
    }
    packing.write(numbers, to - from);
  }

  void read(ByteSource in, BitReader bits, double[] values, int count) throws Damage {
    int tens = in.take();
    if (tens >= POWERS.length) {
      throw new Damage("an unknown power of ten");
    }
    numbers = numbers.length < count ? new long[count * 2] : numbers;
    ByteSource aside = new ByteSource();
    int few = in.count(count);
    aside.read(in.array(), in.position(), in.position() + in.left());
    for (int i = 0; i < few; i++) {
      in.varint();
      in.skip(Long.BYTES);
    }
    Packing.read(in, bits, numbers, count);
    double by = POWERS[tens];
    for (int i = 0; i < count; i++) {
      values[i] = numbers[i] / by;
    }
    except(aside, few, values, count);
  }

  private static void except(ByteSource in, int few, double[] values, int count) throws Damage {
    int at = 0;
    for (int i = 0; i < few; i++) {
      at += in.count(count);
      if (at >= count) {
        throw new Damage("an exception behind the end");
      }
      values[at] = Double.longBitsToDouble(in.fixed64());
    }
  }
}
