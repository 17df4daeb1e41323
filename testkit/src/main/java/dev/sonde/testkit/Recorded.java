package dev.sonde.testkit;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;

/// One sample as a collector recorded it.
public record Recorded(Family family, Labels labels, long timeMillis, double value) {
  /// The series, as an exposition shows it.
  public String series() {
    return family.name() + labels;
  }

  /// The sample as a golden file shows it: `name{labels} value`.
  @Override
  public String toString() {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return series() + " " + (whole ? Long.toString((long) value) : Double.toString(value));
  }
}
