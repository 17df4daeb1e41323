package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram.Side;

/// Buckets on one side of zero, without gaps. Never changed.
final class DenseSide {
  private static final DenseSide NONE = new DenseSide(0, new double[0]);

  private final int first;
  private final double[] counts;

  /// @param first index of the first one, as native histograms count: by the upper bound
  /// @param counts of each; not copied
  DenseSide(int first, double[] counts) {
    this.first = first;
    this.counts = counts;
  }

  /// @param side whose rows do not overlap
  static DenseSide of(Side side) {
    if (side.size() == 0) {
      return NONE;
    }
    int length = 0;
    for (int row = 0; row < side.rows(); row++) {
      length += side.length(row) + (row == 0 ? 0 : side.gap(row));
    }
    var counts = new double[length];
    int at = 0;
    int bucket = 0;
    for (int row = 0; row < side.rows(); row++) {
      at += row == 0 ? 0 : side.gap(row);
      for (int i = 0; i < side.length(row); i++) {
        counts[at++] = side.count(bucket++);
      }
    }
    return new DenseSide(side.gap(0), counts);
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  /// Do all buckets lie among the numbers that there are?
  ///
  /// @param scale of the histogram
  boolean isWithin(int scale) {
    double most = Math.scalb(1_076.0, scale) + 2;
    int offset = first - 1;
    return isEmpty() || (offset >= -most && (double) offset + counts.length <= most);
  }

  /// With buckets twice as wide for each step.
  DenseSide coarser(int steps) {
    if (isEmpty() || steps == 0) {
      return this;
    }
    int begin = index(first, steps);
    var fewer = new double[index(first + counts.length - 1, steps) - begin + 1];
    for (int i = 0; i < counts.length; i++) {
      fewer[index(first + i, steps) - begin] += counts[i];
    }
    return new DenseSide(begin, fewer);
  }

  /// How many buckets both would have together with buckets so much wider.
  long width(int steps, DenseSide other, int otherSteps) {
    if (isEmpty() || other.isEmpty()) {
      DenseSide one = isEmpty() ? other : this;
      int wider = isEmpty() ? otherSteps : steps;
      return one.isEmpty() ? 0 : one.last(wider) - index(one.first, wider) + 1L;
    }
    int begin = Math.min(index(first, steps), index(other.first, otherSteps));
    return Math.max(last(steps), other.last(otherSteps)) - (long) begin + 1;
  }

  private int last(int steps) {
    return index(first + counts.length - 1, steps);
  }

  private static int index(int index, int steps) {
    return -(-index >> steps);
  }

  DenseSide plus(DenseSide other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int begin = Math.min(first, other.first);
    int end = Math.max(first + counts.length, other.first + other.counts.length);
    var sum = new double[end - begin];
    for (int i = 0; i < counts.length; i++) {
      sum[first + i - begin] += counts[i];
    }
    for (int i = 0; i < other.counts.length; i++) {
      sum[other.first + i - begin] += other.counts[i];
    }
    return new DenseSide(begin, sum);
  }

  /// As one row.
  Side side() {
    return isEmpty()
        ? Side.NONE
        : new Side(new int[] {first}, new int[] {counts.length}, counts.clone());
  }
}
