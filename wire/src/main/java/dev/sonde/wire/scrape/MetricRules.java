package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;

/// Holds the lines of one metric against what OpenMetrics says about its type, but for their
/// values.
final class MetricRules {
  private final Decimal threshold = new Decimal();
  private int rule;
  private double last;
  private boolean buckets;
  private boolean below;
  private boolean infinite;
  private boolean sum;

  void begin() {
    last = Double.NEGATIVE_INFINITY;
    buckets = false;
    below = false;
    infinite = false;
    sum = false;
  }

  /// What the value of the line that was taken last obeys.
  int rule() {
    return rule;
  }

  /// Takes a line.
  ///
  /// @param special the label with the threshold, the quantile or the state; -1 without one
  /// @return what is wrong, empty when nothing is
  String sample(Kind kind, String suffix, byte[] page, LabelScanner labels, int special) {
    if (suffix.equals("_created")) {
      rule = Rule.CREATED;
      return "";
    }
    return switch (kind) {
      case UNKNOWN, GAUGE -> take(Rule.ANY);
      case COUNTER -> take(Rule.TOTAL);
      case INFO -> take(Rule.INFO);
      case STATE_SET ->
          special < 0 ? "a state set needs a label of its own name" : take(Rule.STATE);
      case SUMMARY -> summary(suffix, page, labels, special);
      case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(kind, suffix, page, labels, special);
    };
  }

  private String take(int taken) {
    rule = taken;
    return "";
  }

  private String summary(String suffix, byte[] page, LabelScanner labels, int special) {
    if (!suffix.isEmpty()) {
      return take(suffix.equals("_count") ? Rule.COUNT : Rule.SUM);
    }
    boolean between = special >= 0 && number(page, labels, special);
    between = between && threshold.value() >= 0 && threshold.value() <= 1;
    return between ? take(Rule.QUANTILE) : "a summary needs a label quantile from 0 to 1";
  }

  private String histogram(
      Kind kind, String suffix, byte[] page, LabelScanner labels, int special) {
    if (suffix.equals("_bucket")) {
      return bucket(page, labels, special);
    }
    boolean counts = suffix.endsWith("count");
    sum |= !counts;
    boolean any = kind == Kind.GAUGE_HISTOGRAM && (below || !buckets);
    return take(counts ? Rule.COUNT : any ? Rule.ANY_SUM : Rule.SUM);
  }

  private String bucket(byte[] page, LabelScanner labels, int special) {
    buckets = true;
    boolean all =
        special >= 0 && Bytes.is(page, labels.valueFrom(special), labels.valueTo(special), "+Inf");
    if (!all && (special < 0 || !number(page, labels, special))) {
      return "a bucket needs a label le with a number or +Inf";
    }
    double next = all ? Double.POSITIVE_INFINITY : threshold.value();
    boolean ordered = next > last;
    last = next;
    below |= next < 0;
    infinite |= all;
    rule = Rule.COUNT;
    return ordered ? "" : "buckets do not stand in the order of le";
  }

  private boolean number(byte[] page, LabelScanner labels, int label) {
    int to = labels.valueTo(label);
    return threshold.read(page, labels.valueFrom(label), to) == to
        && Double.isFinite(threshold.value());
  }

  /// Looks at the metric as a whole.
  ///
  /// @return what is wrong, empty when nothing is
  String end(Kind kind) {
    if (kind != Kind.HISTOGRAM && kind != Kind.GAUGE_HISTOGRAM) {
      return "";
    }
    if (!infinite) {
      return "a histogram has no bucket +Inf";
    }
    return below && sum && kind == Kind.HISTOGRAM
        ? "a histogram with buckets below 0 can't have a sum"
        : "";
  }
}
