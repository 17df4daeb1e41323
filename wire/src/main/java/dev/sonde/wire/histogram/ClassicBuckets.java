package dev.sonde.wire.histogram;

import dev.sonde.api.Histogram;
import java.util.Arrays;

/// Makes classic, cumulative buckets of native ones that follow a formula; used again for each
/// histogram.
///
/// # Implementation notes
///
/// Bounds are powers of two (of 4, 16, 256 or 65,536 where the schema is coarser, or where a side
/// would have more than 160): those of the lowest bucket, the highest and all between, so that a
/// bound stays when buckets come to be. The zero threshold is one more. What lies beyond the
/// largest double is in the count only.
public final class ClassicBuckets {
  private static final int MOST = 160;

  private final double[] bounds = new double[2 * MOST + 1];
  private final double[] counts = new double[2 * MOST + 1];
  private final double[] sums = new double[MOST];
  private int size;
  private double running;
  private int shift;
  private int step;
  private long low;
  private long high;

  /// The buckets on one side of zero, in order.
  public interface Side {
    /// How many there are.
    int size();

    /// A bucket's number in its schema.
    long index(int bucket);

    /// What it holds, on its own.
    double count(int bucket);
  }

  /// How many are made of a histogram's side, or a few more.
  static long most(int schema, Histogram.Side side) {
    long span = 0;
    for (int row = 0; row < side.rows(); row++) {
      span += side.length(row) + (row == 0 ? 0L : side.gap(row));
    }
    return side.size() == 0 ? 0 : Math.clamp(((span - 1) >> Math.max(0, schema)) + 2, 1, MOST);
  }

  /// How many there are; the one up to infinity is not among them.
  public int size() {
    return size;
  }

  /// Up to where a bucket reaches.
  public double bound(int bucket) {
    return bounds[bucket];
  }

  /// How many observations are in it and those before.
  public double count(int bucket) {
    return counts[bucket];
  }

  /// @param schema one with a formula
  public void make(
      int schema, double zeroThreshold, double zeroCount, Side positive, Side negative) {
    size = 0;
    running = 0;
    negative(negative, schema);
    running += zeroCount;
    add(zeroThreshold);
    positive(positive, schema);
  }

  private void negative(Side side, int schema) {
    reduce(side, schema);
    for (long index = high; index >= low; index--) {
      running += sums[(int) (index - low)];
      double bound = -bound(index - 1);
      if (bound < 0 && bound > Double.NEGATIVE_INFINITY) {
        add(bound);
      }
    }
  }

  private void positive(Side side, int schema) {
    double zero = bounds[size - 1];
    reduce(side, schema);
    for (long index = low; index <= high; index++) {
      running += sums[(int) (index - low)];
      double bound = bound(index);
      if (bound > zero && bound < Double.POSITIVE_INFINITY) {
        add(bound);
      }
    }
  }

  private void add(double bound) {
    bounds[size] = bound;
    counts[size++] = running;
  }

  private double bound(long index) {
    return Math.scalb(1.0, (int) (index * step));
  }

  /// Adds the counts of one side up in buckets of a schema that has few enough.
  private void reduce(Side side, int schema) {
    low = 0;
    high = -1;
    if (side.size() == 0) {
      return;
    }
    int target = Math.min(schema, 0);
    do {
      shift = schema - target;
      step = 1 << -target;
      low = reduced(side.index(0));
      high = reduced(side.index(side.size() - 1));
      target--;
    } while (high - low >= MOST);
    Arrays.fill(sums, 0, (int) (high - low + 1), 0);
    for (int i = 0; i < side.size(); i++) {
      sums[(int) (reduced(side.index(i)) - low)] += side.count(i);
    }
  }

  private long reduced(long index) {
    long coarse = ((index - 1) >> shift) + 1;
    long smallest = Math.floorDiv(Double.MIN_EXPONENT - 53, step);
    long largest = Math.ceilDiv(Double.MAX_EXPONENT + 2, step);
    return Math.clamp(coarse, smallest, largest);
  }
}
