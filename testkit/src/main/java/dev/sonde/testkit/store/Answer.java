package dev.sonde.testkit.store;

import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import java.util.ArrayList;
import java.util.List;

/// An answer as lines of text, for tests to compare: `up{job="a"} 1000=1.0 2000=stale`.
///
/// A NaN shows its bits. It ends after a number of points, if it is told to.
public final class Answer implements Points, History.Found {
  private final List<StringBuilder> lines = new ArrayList<>();
  private int left;

  /// Takes everything.
  public Answer() {
    this(Integer.MAX_VALUE);
  }

  /// @param most has enough after so many points, or, without points, series
  public Answer(int most) {
    left = most;
  }

  /// What was answered, a line for each series.
  public List<String> lines() {
    return lines.stream().map(StringBuilder::toString).toList();
  }

  @Override
  public boolean series(String name, Labels labels) {
    lines.add(new StringBuilder(name).append(labels));
    return left > 0;
  }

  @Override
  public boolean point(long timeMillis, double value) {
    lines.getLast().append(' ').append(timeMillis).append('=').append(text(value));
    left--;
    return left > 0;
  }

  private static String text(double value) {
    if (Stale.is(value)) {
      return "stale";
    }
    return Double.isNaN(value)
        ? "NaN:" + Long.toHexString(Double.doubleToRawLongBits(value))
        : Double.toString(value);
  }
}
