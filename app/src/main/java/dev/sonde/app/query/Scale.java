package dev.sonde.app.query;

import java.util.List;

/// From the least value drawn to the most. Infinite values stand at its ends.
record Scale(double least, double most) {
  static Scale of(List<Drawn> series) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Drawn each : series) {
      for (double value : each.values()) {
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    return most < least ? new Scale(0, 0) : new Scale(least, most);
  }

  /// Where a value stands: 0 at the bottom, 1 at the top; in the middle, when all are the same.
  double share(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? 1 : 0;
    }
    if (isFlat()) {
      return 0.5;
    }
    double length = most / 2 - least / 2;
    return Math.clamp((value / 2 - least / 2) / length, 0.0, 1.0);
  }

  /// Are all values the same?
  boolean isFlat() {
    return most / 2 - least / 2 == 0;
  }
}
