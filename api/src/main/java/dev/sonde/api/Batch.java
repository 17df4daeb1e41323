package dev.sonde.api;

import java.util.Arrays;

/// Many samples in columns, reused and never boxed.
///
/// A batch belongs to whoever fills it until [Intake#append] returns; then it is cleared and filled
/// again. Not safe for two threads.
public final class Batch {
  private static final int FIRST_CAPACITY = 64;

  private Series[] series = new Series[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;

  /// Adds one sample.
  ///
  /// @param timeMillis milliseconds since 1970, UTC
  public void add(Series of, long timeMillis, double value) {
    if (size == series.length) {
      grow();
    }
    series[size] = of;
    times[size] = timeMillis;
    values[size] = value;
    size++;
  }

  /// How many samples there are.
  public int size() {
    return size;
  }

  /// Are there none?
  public boolean isEmpty() {
    return size == 0;
  }

  /// Whose sample stands in this row.
  public Series series(int row) {
    return series[row];
  }

  /// When it was taken: milliseconds since 1970, UTC.
  public long time(int row) {
    return times[row];
  }

  /// Its value.
  public double value(int row) {
    return values[row];
  }

  /// Takes back the last rows.
  ///
  /// @param rows how many stay
  public void shorten(int rows) {
    Arrays.fill(series, rows, size, null);
    size = rows;
  }

  /// Empties the batch and keeps its room.
  public void clear() {
    shorten(0);
  }

  private void grow() {
    int capacity = size * 2;
    series = Arrays.copyOf(series, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
  }
}
