package dev.sonde.stores.postgres;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Steps;

/// Samples folded into steps.
final class Folded implements Sink {
  private final Steps steps;
  private final Fold fold;
  private final double[] values;
  private final int[] counts;
  private int size;

  /// @param fold any but RATE
  Folded(Steps steps, Fold fold) {
    this.steps = steps;
    this.fold = fold;
    this.values = new double[steps.count()];
    this.counts = new int[steps.count()];
  }

  @Override
  public boolean sample(long timeMillis, double value) {
    if (!Double.isNaN(value)) {
      add(timeMillis, value);
    }
    return true;
  }

  private void add(long timeMillis, double value) {
    int step = steps.of(timeMillis);
    if (counts[step] == 0) {
      size++;
      values[step] = value;
    } else {
      values[step] = both(values[step], value);
    }
    counts[step]++;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean tell(Points each) {
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] > 0 && !each.point(steps.start(step), value(step))) {
        return false;
      }
    }
    return true;
  }

  private double both(double before, double value) {
    return switch (fold) {
      case AVERAGE, SUM -> before + value;
      case MINIMUM -> Math.min(before, value);
      case MAXIMUM -> Math.max(before, value);
      case LAST, COUNT, RATE -> value;
    };
  }

  private double value(int step) {
    return switch (fold) {
      case AVERAGE -> values[step] / counts[step];
      case MINIMUM, MAXIMUM, LAST, SUM, RATE -> values[step];
      case COUNT -> counts[step];
    };
  }
}
