package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.wire.histogram.SoundHistogram;

/// A point of an exponential histogram, on its way to a native one. Filled once, for one thread.
public final class ExponentialBuckets {
  private static final int FINEST = 20;

  private final int scale;
  private final double zeroThreshold;
  private double count;
  private double sum;
  private double zeroCount;
  private DenseSide positive = new DenseSide(0, new double[0]);
  private DenseSide negative = positive;

  /// @param scale as OpenTelemetry has it
  /// @param zeroThreshold how far from zero the bucket of zero reaches
  public ExponentialBuckets(int scale, double zeroThreshold) {
    this.scale = scale;
    this.zeroThreshold = zeroThreshold;
  }

  /// @param all observations
  /// @param total of them; no number when it is not known
  /// @param zeros observations in the bucket of zero
  public void counts(double all, double total, double zeros) {
    count = all;
    sum = total;
    zeroCount = zeros;
  }

  /// Buckets above zero.
  ///
  /// @param offset of the first, as OpenTelemetry counts: by the lower bound
  /// @param counts of each; not copied
  public void positive(int offset, double[] counts) {
    positive = new DenseSide(offset + 1, counts);
  }

  /// Buckets below zero, likewise.
  public void negative(int offset, double[] counts) {
    negative = new DenseSide(offset + 1, counts);
  }

  /// What is wrong with it; empty when nothing is, and then there is a [#histogram].
  public String flaw() {
    if (scale < Histogram.COARSEST) {
      return "a histogram has scale " + scale + ", which is too coarse";
    }
    boolean sound = scale <= FINEST && positive.isWithin(scale) && negative.isWithin(scale);
    return sound ? SoundHistogram.flaw(histogram()) : "a histogram has buckets beyond all numbers";
  }

  /// As fine as it is and native histograms can be.
  public Histogram histogram() {
    int schema = Math.min(scale, Histogram.FINEST);
    int steps = scale - schema;
    return new Histogram(
        new Histogram.Shape(schema, zeroThreshold, false, false, false),
        count,
        sum,
        zeroCount,
        positive.coarser(steps).side(),
        negative.coarser(steps).side());
  }
}
