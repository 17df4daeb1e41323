package dev.sonde.stores.embedded;

import java.util.Arrays;

/// One batch's samples of one window, in the order they came: what a row of a head table holds
/// until the window is packed. Reused; for one thread.
///
/// # Implementation notes
///
/// Written once for every collection and read a few times, so it is made to cost little: the series
/// as differences (mostly one byte each), one time when all share it, and values as whole numbers
/// where they are, else as they are.
final class HeadWriter {
  static final int VERSION = 1;
  static final int ONE_TIME = 0;
  static final int MANY_TIMES = 1;
  static final int AS_IT_IS = 1;

  private static final double LARGEST = 1L << 50;

  private final Bytes out = new Bytes();
  private final Bytes aside = new Bytes();
  private final Checksum checksum = new Checksum();
  private long window;
  private long[] series = new long[64];
  private int[] offsets = new int[64];
  private double[] values = new double[64];
  private int size;

  /// Begins another row.
  void begin(long of) {
    window = of;
    size = 0;
  }

  long window() {
    return window;
  }

  int size() {
    return size;
  }

  void add(long of, long time, double value) {
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    series[size] = of;
    offsets[size] = (int) (time - Windows.start(window));
    values[size] = value;
    size++;
  }

  byte[] write() {
    out.clear();
    out.put(VERSION);
    out.varint(size);
    writeSeries();
    writeTimes();
    writeValues();
    checksum.seal(out, window, 0);
    return out.copy();
  }

  private void writeSeries() {
    aside.clear();
    long before = 0;
    for (int i = 0; i < size; i++) {
      aside.signed(series[i] - before);
      before = series[i];
    }
    out.varint(aside.size());
    out.put(aside);
  }

  private void writeTimes() {
    boolean one = isOneTime();
    out.put(one ? ONE_TIME : MANY_TIMES);
    out.signed(offsets[0]);
    for (int i = 1; i < size && !one; i++) {
      out.signed(offsets[i] - (long) offsets[i - 1]);
    }
  }

  private boolean isOneTime() {
    for (int i = 1; i < size; i++) {
      if (offsets[i] != offsets[0]) {
        return false;
      }
    }
    return true;
  }

  private void writeValues() {
    for (int i = 0; i < size; i++) {
      double value = values[i];
      long whole = (long) value;
      long bits = Double.doubleToRawLongBits(value);
      if (Math.abs(value) < LARGEST && Double.doubleToRawLongBits((double) whole) == bits) {
        out.varint(Bytes.zigzag(whole) << 1);
      } else {
        out.put(AS_IT_IS);
        out.fixed64(bits);
      }
    }
  }
}
