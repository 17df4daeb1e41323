package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;
import java.util.function.Predicate;

/// A line of counters that belong to one device: each wanted column is one series.
///
/// When one of them makes no sense the others are recorded all the same.
final class Counters implements Row {
  private final String what;
  private final Column[] columns;
  private final Predicate<long[]> shown;
  private final long[] values;

  /// @param place its place among the numbers of the line, from 0
  /// @param divisor turns the kernel's unit into ours
  record Column(int place, Point point, double divisor) {}

  /// @param width how many numbers of the line matter
  /// @param shown whether a line with these numbers is worth recording
  Counters(String what, int width, Predicate<long[]> shown, Column... columns) {
    this.what = what;
    this.columns = columns;
    this.shown = shown;
    this.values = new long[width];
  }

  @Override
  public void read(Text text, Report report) {
    for (int i = 0; i < values.length; i++) {
      values[i] = text.number();
    }
    if (!shown.test(values)) {
      return;
    }
    boolean sound = true;
    for (Column column : columns) {
      sound &= report.record(column.point, values[column.place], column.divisor);
    }
    if (!sound) {
      report.absent(what, "one of its counters is missing or makes no sense");
    }
  }
}
