package dev.sonde.stores.postgres;

import dev.sonde.api.Stale;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Steps;

/// How fast a counter grows in each step.
final class Grown implements Sink {
  private static final double MILLIS = 1000;

  private final Steps steps;
  private final double[] growth;
  private final long[] millis;
  private boolean hasBefore;
  private long timeBefore;
  private double valueBefore;
  private int size;

  Grown(Steps steps) {
    this.steps = steps;
    this.growth = new double[steps.count()];
    this.millis = new long[steps.count()];
  }

  @Override
  public boolean sample(long timeMillis, double value) {
    if (Stale.is(value)) {
      hasBefore = false;
    } else if (!Double.isNaN(value)) {
      if (hasBefore
          && timeMillis >= steps.fromMillis()
          && timeMillis - timeBefore <= History.REACH_MILLIS) {
        pair(steps.of(timeMillis), timeMillis - timeBefore, value);
      }
      hasBefore = true;
      timeBefore = timeMillis;
      valueBefore = value;
    }
    return true;
  }

  private void pair(int step, long apart, double value) {
    size += millis[step] == 0 ? 1 : 0;
    growth[step] += value >= valueBefore ? value - valueBefore : value;
    millis[step] += apart;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean tell(Points each) {
    for (int step = 0; step < millis.length; step++) {
      if (millis[step] > 0
          && !each.point(steps.start(step), growth[step] / (millis[step] / MILLIS))) {
        return false;
      }
    }
    return true;
  }
}
