package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Series;

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
