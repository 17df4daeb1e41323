package dev.sonde.wire;

/// Which values a sample may have.
enum Values {
  ANY,
  NUMBER,
  NOT_BELOW_ZERO,
  AMOUNT,
  BUCKET,
  COUNT,
  ONE,
  ZERO_OR_ONE;

  boolean hold(double value) {
    return switch (this) {
      case ANY -> true;
      case NUMBER -> !Double.isNaN(value);
      case NOT_BELOW_ZERO -> !(value < 0);
      case AMOUNT -> value >= 0;
      case BUCKET, COUNT -> value >= 0 && value == Math.rint(value) && Double.isFinite(value);
      case ONE -> value == 1;
      case ZERO_OR_ONE -> value == 0 || value == 1;
    };
  }

  /// May the value stand below the bucket above it? Buckets grow, and the last is the count.
  ///
  /// @param bucket NaN when there is none above
  boolean follow(double bucket, double value) {
    return switch (this) {
      case BUCKET -> !(value < bucket);
      case COUNT -> Double.isNaN(bucket) || value == bucket;
      case ANY, NUMBER, NOT_BELOW_ZERO, AMOUNT, ONE, ZERO_OR_ONE -> true;
    };
  }
}
