package dev.sonde.stores.embedded;

/// Whole numbers, in the way that takes least: what is left of each after its neighbours (nothing,
/// one or two of them) have said what to expect, packed in blocks as wide as their widest, or,
/// where most are zero, as runs.
///
/// # Implementation notes
///
/// The arithmetic wraps, so no number is too large. All are first shifted by the zeros that end
/// every one of them: sizes of memory come in pages.
final class Packing {
  private static final int BLOCK = 64;
  private static final int ORDERS = 3;
  private static final int RUNS = 4;

  private final Bytes out;
  private final BitWriter bits;

  Packing(Bytes out, BitWriter bits) {
    this.out = out;
    this.bits = bits;
  }

  void write(long[] numbers, int count) {
    int shift = shiftedBy(numbers, count);
    int form = best(numbers, count);
    int order = form % RUNS;
    out.put(form);
    out.put(shift);
    out.signed(order == 0 ? least(numbers, count) : numbers[0]);
    if (order == 2) {
      out.signed(count > 1 ? numbers[1] - numbers[0] : 0);
    }
    expectations(numbers, count, order);
    if (form < RUNS) {
      writeBlocks(numbers, count);
    } else {
      writeRuns(numbers, count);
    }
  }

  private static int shiftedBy(long[] numbers, int count) {
    long any = 0;
    for (int i = 0; i < count; i++) {
      any |= numbers[i];
    }
    int shift = any == 0 ? 0 : Long.numberOfTrailingZeros(any);
    for (int i = 0; i < count && shift > 0; i++) {
      numbers[i] >>= shift;
    }
    return shift;
  }

  private static long least(long[] numbers, int count) {
    long least = numbers[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, numbers[i]);
    }
    return least;
  }

  /// Replaces numbers by what is left of them.
  private static void expectations(long[] numbers, int count, int order) {
    if (order == 0) {
      long least = least(numbers, count);
      for (int i = 0; i < count; i++) {
        numbers[i] -= least;
      }
      return;
    }
    for (int i = count - 1; i >= 0; i--) {
      numbers[i] = left(numbers, i, order);
    }
  }

  private static long left(long[] numbers, int at, int order) {
    if (at < order) {
      return 0;
    }
    long step = numbers[at] - numbers[at - 1];
    return Bytes.zigzag(order == 1 ? step : step - numbers[at - 1] + numbers[at - 2]);
  }

  private static int best(long[] numbers, int count) {
    int best = 0;
    long size = packedSize(numbers, count, 0);
    for (int order = 1; order < ORDERS; order++) {
      long packed = packedSize(numbers, count, order);
      if (packed < size) {
        size = packed;
        best = order;
      }
      long runs = runsSize(numbers, count, order);
      if (runs < size) {
        size = runs;
        best = RUNS + order;
      }
    }
    return best;
  }

  private static long packedSize(long[] numbers, int count, int order) {
    long least = order == 0 ? least(numbers, count) : 0;
    long size = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      long any = 0;
      for (int i = from; i < to; i++) {
        any |= order == 0 ? numbers[i] - least : left(numbers, i, order);
      }
      size += Byte.SIZE + (long) width(any) * (to - from);
    }
    return size / Byte.SIZE;
  }

  private static long runsSize(long[] numbers, int count, int order) {
    long size = 0;
    int run = 0;
    for (int i = order; i < count; i++) {
      long left = left(numbers, i, order);
      if (left == 0) {
        run++;
      } else {
        size += Bytes.varintLength(left) + (run > 0 ? Bytes.varintLength(run) + 1L : 0);
        run = 0;
      }
    }
    return size + 2;
  }

  private static int width(long any) {
    return Long.SIZE - Long.numberOfLeadingZeros(any);
  }

  private void writeBlocks(long[] left, int count) {
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      long any = 0;
      for (int i = from; i < to; i++) {
        any |= left[i];
      }
      int width = width(any);
      bits.put(width, Byte.SIZE);
      for (int i = from; i < to; i++) {
        bits.put(left[i], width);
      }
    }
    bits.end();
  }

  /// A zero is followed by how many more there are.
  private void writeRuns(long[] left, int count) {
    for (int i = 0; i < count; i++) {
      out.varint(left[i]);
      if (left[i] == 0) {
        int first = i;
        while (i + 1 < count && left[i + 1] == 0) {
          i++;
        }
        out.varint(i - first);
      }
    }
  }

  static void read(ByteSource in, BitReader bits, long[] numbers, int count) throws Damage {
    int form = in.take();
    int order = form % RUNS;
    int shift = in.take();
    if (form >= 2 * RUNS || order >= ORDERS || shift >= Long.SIZE) {
      throw new Damage("an unknown packing");
    }
    long first = in.signed();
    long step = order == 2 ? in.signed() : 0;
    if (form < RUNS) {
      readBlocks(bits, numbers, count);
    } else {
      readRuns(in, numbers, count);
    }
    restore(numbers, count, order, first, step);
    for (int i = 0; i < count && shift > 0; i++) {
      numbers[i] <<= shift;
    }
  }

  private static void readBlocks(BitReader bits, long[] left, int count) throws Damage {
    for (int from = 0; from < count; from += BLOCK) {
      int width = (int) bits.take(Byte.SIZE);
      if (width > Long.SIZE) {
        throw new Damage("a number of " + width + " bits");
      }
      int to = Math.min(count, from + BLOCK);
      for (int i = from; i < to; i++) {
        left[i] = bits.take(width);
      }
    }
    bits.end();
  }

  private static void readRuns(ByteSource in, long[] left, int count) throws Damage {
    int at = 0;
    while (at < count) {
      left[at] = in.varint();
      if (left[at++] == 0) {
        for (int more = in.count(count - at); more > 0; more--) {
          left[at++] = 0;
        }
      }
    }
  }

  private static void restore(long[] numbers, int count, int order, long first, long step) {
    if (order == 0) {
      for (int i = 0; i < count; i++) {
        numbers[i] += first;
      }
      return;
    }
    long by = step;
    numbers[0] = first;
    for (int i = 1; i < count; i++) {
      long left = numbers[i] >>> 1 ^ -(numbers[i] & 1);
      if (order == 1) {
        by = left;
      } else if (i > 1) {
        by += left;
      }
      numbers[i] = numbers[i - 1] + by;
    }
  }
}
