package dev.sonde.wire.scrape;

/// Holds values against their [Rule], line by line; knows the histogram it is in.
final class ValueRules {
  private double bucket;
  private double last;
  private double count;

  void begin() {
    bucket = 0;
    last = Double.NaN;
    count = Double.NaN;
  }

  /// What is wrong with a value, empty when nothing is.
  String breach(int shape, double value) {
    if (Shape.first(shape)) {
      begin();
    }
    int rule = Shape.rule(shape);
    return switch (rule) {
      case Rule.ANY, Rule.DUPLICATE -> "";
      case Rule.TOTAL -> value >= 0 ? "" : "a counter can't be negative or NaN";
      case Rule.SUM -> value >= 0 ? "" : "this sum can't be negative or NaN";
      case Rule.INFO -> value == 1 ? "" : "the value of an info is 1";
      case Rule.STATE -> value == 0 || value == 1 ? "" : "the value of a state is 0 or 1";
      case Rule.QUANTILE -> value < 0 ? "the value of a quantile can't be negative" : "";
      case Rule.ANY_SUM -> Double.isNaN(value) ? "this sum can't be NaN" : "";
      case Rule.CREATED -> Double.isFinite(value) ? "" : "_created is a time";
      default -> count(rule, value);
    };
  }

  private String count(int rule, double value) {
    if (!(value >= 0 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY)) {
      return "a count is a whole number, not negative";
    }
    return switch (rule) {
      case Rule.BUCKET -> bucket(value);
      case Rule.LAST_BUCKET -> lastBucket(value);
      case Rule.WHOLE_COUNT -> wholeCount(value);
      default -> "";
    };
  }

  private String bucket(double value) {
    boolean falls = value < bucket;
    bucket = value;
    return falls ? "a bucket has less than the one before: buckets are cumulative" : "";
  }

  private String lastBucket(double value) {
    last = value;
    return differ() ? "the bucket +Inf and the count are not the same" : bucket(value);
  }

  private String wholeCount(double value) {
    count = value;
    return differ() ? "the count and the bucket +Inf are not the same" : "";
  }

  private boolean differ() {
    return last < count || last > count;
  }
}
