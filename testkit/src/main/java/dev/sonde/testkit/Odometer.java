package dev.sonde.testkit;

import java.util.ArrayList;
import java.util.List;

/// Goes through all sequences of choices, one after the other, the last choice turning fastest.
final class Odometer implements Choice {
  private record Wheel(int at, int options) {}

  private final List<Wheel> wheels = new ArrayList<>();
  private int asked;

  @Override
  public int of(int options) {
    if (asked == wheels.size()) {
      wheels.add(new Wheel(0, options));
    }
    return wheels.get(asked++).at();
  }

  /// Turns on, so that the same questions get the next answers; false after the last.
  boolean turn() {
    asked = 0;
    while (!wheels.isEmpty()) {
      var last = wheels.removeLast();
      if (last.at() + 1 < last.options()) {
        wheels.add(new Wheel(last.at() + 1, last.options()));
        return true;
      }
    }
    return false;
  }
}
