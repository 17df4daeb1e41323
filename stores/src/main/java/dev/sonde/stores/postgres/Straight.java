package dev.sonde.stores.postgres;

import dev.sonde.api.store.Points;

/// Samples handed on as they come: only for a series that is read by itself.
final class Straight implements Sink {
  private final Wanted of;
  private final Points to;
  private boolean begun;
  private boolean enough;
  private int size;

  Straight(Wanted of, Points to) {
    this.of = of;
    this.to = to;
  }

  @Override
  public boolean sample(long timeMillis, double value) {
    if (!begun) {
      begun = true;
      enough = !to.series(of.name(), of.labels());
    }
    enough = enough || !to.point(timeMillis, value);
    size++;
    return !enough;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean tell(Points each) {
    return !enough;
  }
}
