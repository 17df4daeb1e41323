package dev.sonde.collectors.host;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import org.jspecify.annotations.Nullable;

/// One series of this collector: its slot, and the run in which it was last recorded. Mutable, so
/// that recording costs no look-up.
final class Point {
  final Family family;
  final Labels labels;
  @Nullable Slot slot;
  long run;

  Point(Family family, Labels labels) {
    this.family = family;
    this.labels = labels;
  }
}
