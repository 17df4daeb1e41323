package dev.sonde.wire;

/// Which values a sample may have.
enum Values {
  ANY,
  NUMBER,
  NOT_BELOW_ZERO,
  AMOUNT,
  COUNT,
  ONE,
  ZERO_OR_ONE;

  boolean hold(double value) {
    return switch (this) {
      case ANY -> true;
      case NUMBER -> !Double.isNaN(value);
      case NOT_BELOW_ZERO -> !(value < 0);
      case AMOUNT -> value >= 0;
      case COUNT -> value >= 0 && value == Math.rint(value) && Double.isFinite(value);
      case ONE -> value == 1;
      case ZERO_OR_ONE -> value == 0 || value == 1;
    };
  }
}
