package dev.sonde.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An answer in numbers, quick to compare.
final class Gathered implements Points, History.Found {
  private final List<Ident> series = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int size;

  @Override
  public boolean series(String name, Labels labels) {
    series.add(new Ident(name, labels));
    lengths.add(size);
    return true;
  }

  @Override
  public boolean point(long timeMillis, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = timeMillis;
    values[size] = value;
    size++;
    return true;
  }

  /// @param tolerance how much values may differ, relatively; 0 for no bit, where every NaN counts
  void mustBe(Gathered expected, double tolerance) {
    assertThat(series).isEqualTo(expected.series);
    assertThat(lengths).isEqualTo(expected.lengths);
    assertThat(size).isEqualTo(expected.size);
    for (int i = 0; i < size; i++) {
      if (times[i] != expected.times[i] || !same(values[i], expected.values[i], tolerance)) {
        fail(
            "point %d of %s: %d=%s, but expected %d=%s"
                .formatted(i, series, times[i], values[i], expected.times[i], expected.values[i]));
      }
    }
  }

  private static boolean same(double left, double right, double tolerance) {
    if (Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right)) {
      return true;
    }
    if (tolerance == 0 || Double.isNaN(left) != Double.isNaN(right)) {
      return false;
    }
    return Double.isNaN(left)
        || left == right
        || Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(right));
  }
}
