package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Series;
import java.util.Arrays;

/// One moment of the live view, sorted by name and labels. Immutable.
public final class Snapshot {
  private final Series[] series;
  private final long[] times;
  private final double[] values;
  private final Families families;

  Snapshot(Series[] series, long[] times, double[] values, Families families) {
    this.series = series;
    this.times = times;
    this.values = values;
    this.families = families;
  }

  /// How many series have a value.
  public int size() {
    return series.length;
  }

  /// Whose value stands in this row.
  public Series series(int row) {
    return series[row];
  }

  /// When it was taken: milliseconds since 1970, UTC.
  public long time(int row) {
    return times[row];
  }

  /// The value.
  public double value(int row) {
    return values[row];
  }

  /// This one, and what another one has that is not older than that; where both have a series, this
  /// one's value stands.
  ///
  /// @param sinceMillis milliseconds since 1970, UTC
  public Snapshot with(Snapshot other, long sinceMillis) {
    if (other.size() == 0) {
      return this;
    }
    var merge = new Merge(size() + other.size());
    int own = 0;
    for (int row = 0; row < other.size(); row++) {
      int order = -1;
      while (own < size() && (order = LiveView.ORDER.compare(series[own], other.series[row])) < 0) {
        merge.add(this, own++);
      }
      boolean both = own < size() && order == 0;
      if (!both && other.times[row] >= sinceMillis) {
        merge.add(other, row);
      }
    }
    while (own < size()) {
      merge.add(this, own++);
    }
    return merge.size == size() ? this : merge.snapshot(families);
  }

  private static final class Merge {
    private final Series[] series;
    private final long[] times;
    private final double[] values;
    private int size;

    Merge(int most) {
      series = new Series[most];
      times = new long[most];
      values = new double[most];
    }

    void add(Snapshot of, int row) {
      series[size] = of.series[row];
      times[size] = of.times[row];
      values[size++] = of.values[row];
    }

    Snapshot snapshot(Families families) {
      return new Snapshot(
          Arrays.copyOf(series, size),
          Arrays.copyOf(times, size),
          Arrays.copyOf(values, size),
          families);
    }
  }

  /// What is known about a name.
  public Family family(String name) {
    return families.of(name);
  }

  /// The first row of a name, or the size when no series has it.
  public int first(String name) {
    int low = 0;
    int high = series.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (series[middle].name().compareTo(name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < series.length && series[low].name().equals(name) ? low : series.length;
  }
}
