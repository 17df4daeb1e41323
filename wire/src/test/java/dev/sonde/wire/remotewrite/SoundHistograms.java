package dev.sonde.wire.remotewrite;

import dev.sonde.api.Histogram;
import java.util.Random;

/// Native histograms that nobody refuses.
final class SoundHistograms {
  private SoundHistograms() {}

  static Histogram next(Random random) {
    boolean floating = random.nextBoolean();
    boolean custom = random.nextInt(4) == 0;
    var bounds = new double[custom ? random.nextInt(6) : 0];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i + random.nextDouble();
    }
    var positive = custom ? flat(random, bounds.length + 1, floating) : side(random, floating);
    var negative = custom ? Histogram.Side.NONE : side(random, floating);
    double zero = custom ? 0 : count(random, floating);
    double all = zero + sum(positive) + sum(negative);
    var shape =
        new Histogram.Shape(
            custom ? Histogram.CUSTOM : random.nextInt(-4, 9),
            custom ? 0 : random.nextDouble(),
            floating,
            random.nextBoolean(),
            false);
    return new Histogram(shape, all, random.nextGaussian(), zero, positive, negative, bounds);
  }

  private static Histogram.Side flat(Random random, int length, boolean floating) {
    return new Histogram.Side(new int[] {0}, new int[] {length}, counts(random, length, floating));
  }

  private static Histogram.Side side(Random random, boolean floating) {
    int rows = random.nextInt(4);
    var gaps = new int[rows];
    var lengths = new int[rows];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      gaps[row] = row == 0 ? random.nextInt(-500, 500) : random.nextInt(9);
      lengths[row] = random.nextInt(random.nextInt(10) == 0 ? 200 : 4);
      size += lengths[row];
    }
    return new Histogram.Side(gaps, lengths, counts(random, size, floating));
  }

  private static double[] counts(Random random, int size, boolean floating) {
    var counts = new double[size];
    for (int i = 0; i < size; i++) {
      counts[i] = count(random, floating);
    }
    return counts;
  }

  private static double count(Random random, boolean floating) {
    return floating ? random.nextDouble() * 100 : random.nextInt(1 << random.nextInt(20));
  }

  private static double sum(Histogram.Side side) {
    double sum = 0;
    for (int i = 0; i < side.size(); i++) {
      sum += side.count(i);
    }
    return sum;
  }
}
