package dev.sonde.stores.embedded;

import java.util.Arrays;

/// Samples in two columns. Reused; for one thread. Hot: its columns are open to the package.
final class Columns {
  long[] times = new long[0];
  double[] values = new double[0];
  private int size;
  private long[] otherTimes = new long[0];
  private double[] otherValues = new double[0];

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /// Makes room for exactly so many.
  void room(int capacity) {
    if (times.length < capacity) {
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  /// They are there, written to the columns.
  void size(int now) {
    size = now;
  }

  void add(long time, double value) {
    if (size == times.length) {
      room(Math.max(16, size * 2));
    }
    times[size] = time;
    values[size] = value;
    size++;
  }

  /// Brings all in order, one for each instant: the one that was added last.
  void settle() {
    size = settle(0, size);
  }

  /// The same for some of them, which stay where they begin.
  ///
  /// @return where they end now
  int settle(int from, int to) {
    if (isAscending(from, to)) {
      return to;
    }
    sort(from, to);
    int end = from;
    for (int i = from; i < to; i++) {
      end += end > from && times[end - 1] == times[i] ? 0 : 1;
      times[end - 1] = times[i];
      values[end - 1] = values[i];
    }
    return end;
  }

  private boolean isAscending(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (times[i] <= times[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /// Merges longer and longer stretches, so that equal ones stay in order.
  private void sort(int from, int to) {
    if (otherTimes.length < to - from) {
      otherTimes = new long[to - from];
      otherValues = new double[to - from];
    }
    for (long length = 1; length < to - from; length *= 2) {
      for (long at = from; at < to; at += 2 * length) {
        merge(
            (int) at,
            (int) Math.min(to, at + length),
            (int) Math.min(to, at + 2 * length),
            (int) at - from);
      }
      System.arraycopy(otherTimes, 0, times, from, to - from);
      System.arraycopy(otherValues, 0, values, from, to - from);
    }
  }

  private void merge(int from, int middle, int to, int into) {
    int left = from;
    int right = middle;
    for (int i = into; i < into + to - from; i++) {
      boolean first = left < middle && (right == to || times[left] <= times[right]);
      int next = first ? left++ : right++;
      otherTimes[i] = times[next];
      otherValues[i] = values[next];
    }
  }

  /// Where the first one stands that is not before an instant.
  int firstFrom(long time) {
    int at = Arrays.binarySearch(times, 0, size, time);
    return at < 0 ? -at - 1 : at;
  }
}
