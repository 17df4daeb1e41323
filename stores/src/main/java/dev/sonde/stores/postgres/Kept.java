package dev.sonde.stores.postgres;

import dev.sonde.api.store.Points;
import java.util.Arrays;

/// Samples as they are.
final class Kept implements Sink {
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;

  @Override
  public boolean sample(long timeMillis, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = timeMillis;
    values[size] = value;
    size++;
    return true;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean tell(Points each) {
    for (int i = 0; i < size; i++) {
      if (!each.point(times[i], values[i])) {
        return false;
      }
    }
    return true;
  }
}
