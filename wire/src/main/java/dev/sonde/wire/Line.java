package dev.sonde.wire;

import dev.sonde.api.Labels;
import java.util.Arrays;

/// A line of a page: where its sample is found, and what stands before the value.
final class Line {
  final int row;
  final byte[] name;
  final Labels labels;
  final Values values;

  Line(int row, byte[] name, Labels labels, Values values) {
    this.row = row;
    this.name = name;
    this.labels = labels;
    this.values = values;
  }

  boolean isSameAs(Line other) {
    return Arrays.equals(name, other.name) && labels.equals(other.labels);
  }
}
