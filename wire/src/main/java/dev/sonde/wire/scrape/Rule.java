package dev.sonde.wire.scrape;

/// What OpenMetrics asks of a value, four bits of a line's shape; the last two say what else a line
/// is. In Prometheus' text format every sample is [#ANY].
final class Rule {
  static final int ANY = 0;

  /// A counter's total: not negative.
  static final int TOTAL = 1;

  /// A sum of what is never negative.
  static final int SUM = 2;

  /// A number of events, a bucket's too: whole, not negative.
  static final int COUNT = 3;

  /// Always 1.
  static final int INFO = 4;

  /// 0 or 1.
  static final int STATE = 5;

  /// Not negative; NaN without events.
  static final int QUANTILE = 6;

  /// A sum of what may be negative.
  static final int ANY_SUM = 7;

  /// When something began: a time.
  static final int CREATED = 8;

  /// No sample: a line of metadata.
  static final int METADATA = 14;

  /// A sample whose head stood on the page already.
  static final int DUPLICATE = 15;

  private Rule() {}

  static boolean isSample(int rule) {
    return rule < METADATA;
  }
}
