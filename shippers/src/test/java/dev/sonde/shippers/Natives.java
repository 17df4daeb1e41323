package dev.sonde.shippers;

import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Shape;
import dev.sonde.api.Histogram.Side;

/// Native histograms for tests.
final class Natives {
  /// How many rows are made of one, without its exemplars.
  static final int ROWS = 7;

  private Natives() {}

  static Histogram histogram(double count, double sum, boolean accompanied) {
    return new Histogram(
        new Shape(0, 0.25, false, false, accompanied),
        count,
        sum,
        1,
        new Side(new int[] {0}, new int[] {3}, new double[] {3, 2, 1}),
        Side.NONE);
  }
}
