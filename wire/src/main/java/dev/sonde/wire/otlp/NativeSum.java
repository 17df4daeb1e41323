package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Shape;
import dev.sonde.api.Histogram.Side;

/// Adds native histograms, as fine as the coarser of both and as [#MOST] buckets allow.
final class NativeSum {
  /// On one side of zero. SDKs have 160 at most.
  private static final int MOST = 1_024;

  private NativeSum() {}

  /// The sum of two with the same bucket of zero.
  static Histogram of(Histogram left, Histogram right) {
    var positives = DenseSide.of(left.positive());
    var others = DenseSide.of(right.positive());
    var negatives = DenseSide.of(left.negative());
    var otherNegatives = DenseSide.of(right.negative());
    int leftSchema = left.shape().schema();
    int rightSchema = right.shape().schema();
    int schema = Math.min(leftSchema, rightSchema);
    while (schema > Histogram.COARSEST
        && (positives.width(leftSchema - schema, others, rightSchema - schema) > MOST
            || negatives.width(leftSchema - schema, otherNegatives, rightSchema - schema) > MOST)) {
      schema--;
    }
    Shape of = left.shape();
    var shape = new Shape(schema, of.zeroThreshold(), of.floating(), of.gauge(), of.accompanied());
    int leftSteps = leftSchema - schema;
    int rightSteps = rightSchema - schema;
    return new Histogram(
        shape,
        left.count() + right.count(),
        left.sum() + right.sum(),
        left.zeroCount() + right.zeroCount(),
        positives.coarser(leftSteps).plus(others.coarser(rightSteps)).side(),
        negatives.coarser(leftSteps).plus(otherNegatives.coarser(rightSteps)).side());
  }

  /// One as it is kept.
  static Histogram of(Histogram only) {
    return of(only, new Histogram(only.shape(), 0, 0, 0, Side.NONE, Side.NONE));
  }
}
