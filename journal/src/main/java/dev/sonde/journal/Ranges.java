package dev.sonde.journal;

import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import java.util.Arrays;

/// A set of numbers as ranges, from inclusive and to exclusive, sorted, apart from each other. Of
/// very many the lowest are forgotten.
final class Ranges {
  private static final int MOST = 1 << 20;
  private static final int MOST_KEPT = 1 << 12;

  private long[] bounds = new long[2];
  private int size;

  /// Does it hold all of a range?
  boolean contains(long from, long to) {
    int at = firstEndingAfter(from);
    return at < size && bounds[at] <= from && to <= bounds[at + 1];
  }

  /// Does it hold any of a range?
  boolean touches(long from, long to) {
    int at = firstEndingAfter(from);
    return at < size && bounds[at] < to;
  }

  /// The end of the last range; 0 when there is none.
  long end() {
    return size == 0 ? 0 : bounds[size - 1];
  }

  void add(long from, long to) {
    int begin = firstEndingAfter(from - 1);
    int end = begin;
    long low = from;
    long high = to;
    while (end < size && bounds[end] <= to) {
      low = Math.min(low, bounds[end]);
      high = Math.max(high, bounds[end + 1]);
      end += 2;
    }
    replace(begin, end, low, high);
  }

  /// Takes out a range, whatever of it is there.
  void remove(long from, long to) {
    int at = firstEndingAfter(from);
    while (at < size && bounds[at] < to) {
      long low = bounds[at];
      long high = bounds[at + 1];
      System.arraycopy(bounds, at + 2, bounds, at, size - at - 2);
      size -= 2;
      if (low < from) {
        add(low, from);
        at += 2;
      }
      if (high > to) {
        add(to, high);
      }
    }
  }

  private void replace(int begin, int end, long low, long high) {
    int newSize = size - (end - begin) + 2;
    long[] target = newSize > bounds.length ? Arrays.copyOf(bounds, newSize * 2) : bounds;
    System.arraycopy(bounds, end, target, begin + 2, size - end);
    target[begin] = low;
    target[begin + 1] = high;
    bounds = target;
    size = newSize;
    if (size > 2 * MOST_KEPT) {
      System.arraycopy(bounds, MOST_KEPT, bounds, 0, size - MOST_KEPT);
      size -= MOST_KEPT;
    }
  }

  /// The first range whose end is greater than a number.
  private int firstEndingAfter(long number) {
    int low = 0;
    int high = size / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[middle * 2 + 1] <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * 2;
  }

  void write(Payload out) {
    out.putVarint(size / 2);
    long before = 0;
    for (int i = 0; i < size; i++) {
      out.putVarint(bounds[i] - before);
      before = bounds[i];
    }
  }

  void read(PayloadReader in) throws DamagedException {
    int count = in.readCount("ranges", MOST);
    long number = 0;
    for (int i = 0; i < count; i++) {
      long from = number + in.readVarint();
      long to = from + in.readVarint();
      if (from < number || to <= from) {
        throw new DamagedException("ranges that are not in order");
      }
      add(from, to);
      number = to;
    }
  }
}
