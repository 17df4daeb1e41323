package dev.sonde.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Many samples in columns, reused and never boxed. A few may have something beside their value.
///
/// A batch belongs to whoever fills it until [Intake#append] returns; then it is cleared and filled
/// again. Not safe for two threads.
public final class Batch {
  private static final int FIRST_CAPACITY = 64;
  private static final Extra[] NO_EXTRAS = {};

  private Series[] series = new Series[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private Extra[] extras = NO_EXTRAS;
  private int[] extraRows = {};
  private int extraCount;

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

  /// Adds something to the sample that was added last; it may have several.
  public void attach(Extra extra) {
    if (extraCount == extras.length) {
      int capacity = Math.max(8, extraCount * 2);
      extras = Arrays.copyOf(extras, capacity);
      extraRows = Arrays.copyOf(extraRows, capacity);
    }
    extras[extraCount] = extra;
    extraRows[extraCount] = size - 1;
    extraCount++;
  }

  /// Adds a row of another batch, with all it has.
  public void addRow(Batch from, int row) {
    addRow(from.series[row], from, row);
  }

  /// Adds a row of another batch, with all it has, as a sample of this series.
  public void addRow(Series of, Batch from, int row) {
    add(of, from.times[row], from.values[row]);
    for (int i = from.firstExtra(row); i < from.extraCount && from.extraRows[i] == row; i++) {
      attach(from.extras[i]);
    }
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

  /// Has no sample anything beside its value?
  public boolean plain() {
    return extraCount == 0;
  }

  /// How many extras there are.
  public int extras() {
    return extraCount;
  }

  /// One of the extras; they stand in order of rows.
  public Extra extra(int index) {
    return extras[index];
  }

  /// The row that has this one of the extras.
  public int extraRow(int index) {
    return extraRows[index];
  }

  /// The first of the extras that belongs to this row or a later one; [#extras] when there is none.
  public int firstExtra(int row) {
    int low = 0;
    int high = extraCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (extraRows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The native histogram that this row's value counts; null for a plain number.
  public @Nullable Histogram histogram(int row) {
    for (int i = firstExtra(row); i < extraCount && extraRows[i] == row; i++) {
      if (extras[i] instanceof Histogram histogram) {
        return histogram;
      }
    }
    return null;
  }

  /// Takes back the last rows.
  ///
  /// @param rows how many stay
  public void shorten(int rows) {
    Arrays.fill(series, rows, size, null);
    size = rows;
    int kept = firstExtra(rows);
    Arrays.fill(extras, kept, extraCount, null);
    extraCount = kept;
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
