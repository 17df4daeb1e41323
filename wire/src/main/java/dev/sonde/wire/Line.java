package dev.sonde.wire;

import dev.sonde.api.Labels;
import java.util.Arrays;

/// A line of a page: where its sample is found, and what stands before the value.
final class Line {
  final int row;
  final byte[] name;
  final Labels labels;
  final Values values;

  /// It belongs to the same metric as the line above.
  final boolean continues;

  /// It has the same name and labels as the line above: only one of them is shown.
  final boolean repeats;

  Line(Entry entry, byte[] name, Labels labels, Values values) {
    this(entry.row(), name, labels, values, false, false);
  }

  private Line(
      int row, byte[] name, Labels labels, Values values, boolean continues, boolean repeats) {
    this.row = row;
    this.name = name;
    this.labels = labels;
    this.values = values;
    this.continues = continues;
    this.repeats = repeats;
  }

  /// This line, below another of its family.
  Line below(Line above, boolean sameMetric) {
    boolean same = Arrays.equals(name, above.name) && labels.equals(above.labels);
    return new Line(row, name, labels, values, sameMetric, same);
  }
}
