package dev.sonde.wire.scrape;

/// Holds values against their [Rule], each by itself: buckets that fall, or differ from the count,
/// are what a page shows that was written while its histogram counted on.
final class ValueRules {
  private ValueRules() {}

  /// What is wrong with a value, empty when nothing is.
  static String breach(int rule, double value) {
    return switch (rule) {
      case Rule.TOTAL -> value >= 0 ? "" : "a counter can't be negative or NaN";
      case Rule.SUM -> value >= 0 ? "" : "this sum can't be negative or NaN";
      case Rule.COUNT -> isCount(value) ? "" : "a count is a whole number, not negative";
      case Rule.INFO -> value == 1 ? "" : "the value of an info is 1";
      case Rule.STATE -> value == 0 || value == 1 ? "" : "the value of a state is 0 or 1";
      case Rule.QUANTILE -> value < 0 ? "the value of a quantile can't be negative" : "";
      case Rule.ANY_SUM -> Double.isNaN(value) ? "this sum can't be NaN" : "";
      case Rule.CREATED -> Double.isFinite(value) ? "" : "_created is a time";
      default -> "";
    };
  }

  private static boolean isCount(double value) {
    return value >= 0 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY;
  }
}
