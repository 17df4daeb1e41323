package dev.sonde.wire;

import dev.sonde.api.Labels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A line of a page: where its sample is found, and what stands before the value.
final class Line {
  final int row;
  final byte[] name;
  final Labels labels;
  final Values values;
  final boolean repeats;

  /// @param before the line above in the same family; with the same name and labels only one of
  ///   them is shown
  Line(int row, byte[] name, Labels labels, Values values, @Nullable Line before) {
    this.row = row;
    this.name = name;
    this.labels = labels;
    this.values = values;
    this.repeats =
        before != null && Arrays.equals(name, before.name) && labels.equals(before.labels);
  }
}
