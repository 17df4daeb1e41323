package dev.sonde.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A native histogram: buckets whose bounds follow from a formula. The sample that has it carries
/// its count as value. Immutable.
///
/// Bucket `i` above zero reaches from `b(i-1)`, exclusive, to `b(i)`, inclusive, where `b(i)` is
/// two to the power of `i / 2^schema`; those below zero mirror it. With [#CUSTOM] the bounds are
/// its own, and the first bucket is 0. Counts are exact up to 2^53.
public final class Histogram implements Extra {
  /// The schema of histograms with bounds of their own.
  public static final int CUSTOM = -53;

  /// The coarsest schema with a formula: each bucket reaches to 65,536 times the one before.
  public static final int COARSEST = -4;

  /// The finest schema with a formula.
  public static final int FINEST = 8;

  private final Shape shape;
  private final double count;
  private final double sum;
  private final double zeroCount;
  private final Side positive;
  private final Side negative;
  private final double[] bounds;

  /// What its numbers mean.
  ///
  /// @param schema [#COARSEST] to [#FINEST], or [#CUSTOM]
  /// @param zeroThreshold how far from zero the bucket of zero reaches, to both sides
  /// @param floating may its counts have fractions?
  /// @param gauge may its counts go down?
  /// @param accompanied did its source give its classic buckets, too, as series of their own?
  public record Shape(
      int schema, double zeroThreshold, boolean floating, boolean gauge, boolean accompanied) {}

  /// @param count of all observations
  /// @param sum of all observations
  /// @param zeroCount observations in the bucket of zero
  /// @param bounds in ascending order, without infinity; none unless the schema is [#CUSTOM]
  public Histogram(
      Shape shape,
      double count,
      double sum,
      double zeroCount,
      Side positive,
      Side negative,
      double... bounds) {
    this.shape = shape;
    this.count = count;
    this.sum = sum;
    this.zeroCount = zeroCount;
    this.positive = positive;
    this.negative = negative;
    this.bounds = bounds.clone();
  }

  /// What its numbers mean.
  public Shape shape() {
    return shape;
  }

  /// Of all observations.
  public double count() {
    return count;
  }

  /// Of all observations.
  public double sum() {
    return sum;
  }

  /// Observations in the bucket of zero.
  public double zeroCount() {
    return zeroCount;
  }

  /// Buckets above zero.
  public Side positive() {
    return positive;
  }

  /// Buckets below zero.
  public Side negative() {
    return negative;
  }

  /// How many bounds of its own it has.
  public int bounds() {
    return bounds.length;
  }

  /// One of its own bounds.
  public double bound(int index) {
    return bounds[index];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Histogram that
        && shape.equals(that.shape)
        && Double.compare(count, that.count) == 0
        && Double.compare(sum, that.sum) == 0
        && Double.compare(zeroCount, that.zeroCount) == 0
        && positive.equals(that.positive)
        && negative.equals(that.negative)
        && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Double.hashCode(count) + Double.hashCode(sum);
  }

  @Override
  public String toString() {
    return "histogram of " + count + " observations, sum " + sum + ", schema " + shape.schema();
  }

  /// The buckets on one side of zero: rows of them, with gaps between. Immutable.
  public static final class Side {
    /// No bucket at all.
    public static final Side NONE = new Side(new int[0], new int[0], new double[0]);

    private final int[] gaps;
    private final int[] lengths;
    private final double[] counts;

    /// @param gaps buckets that are left out before each row; before the first one, the index that
    ///   it begins with
    /// @param lengths how many buckets each row has
    /// @param counts of each bucket on its own, row after row
    public Side(int[] gaps, int[] lengths, double[] counts) {
      long total = 0;
      for (int length : lengths) {
        total += length;
      }
      if (gaps.length != lengths.length || total != counts.length) {
        throw new IllegalArgumentException(
            "%d gaps, %d rows of %d buckets, %d counts"
                .formatted(gaps.length, lengths.length, total, counts.length));
      }
      this.gaps = gaps.clone();
      this.lengths = lengths.clone();
      this.counts = counts.clone();
    }

    /// How many rows of buckets there are.
    public int rows() {
      return gaps.length;
    }

    /// How many buckets are left out before a row; for the first, its first index.
    public int gap(int row) {
      return gaps[row];
    }

    /// How many buckets a row has.
    public int length(int row) {
      return lengths[row];
    }

    /// How many buckets there are in all rows.
    public int size() {
      return counts.length;
    }

    /// What one of them holds.
    public double count(int bucket) {
      return counts[bucket];
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Side that
          && Arrays.equals(gaps, that.gaps)
          && Arrays.equals(lengths, that.lengths)
          && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(gaps) + Arrays.hashCode(counts);
    }
  }
}
