package dev.sonde.wire.scrape;

/// What OpenMetrics asks of a value, four bits of a line's shape; the last two say what else a line
/// is. In Prometheus' text format every sample is [#ANY].
final class Rule {
  static final int ANY = 0;

  /// A counter's total: not negative; may have an exemplar.
  static final int TOTAL = 1;

  /// A sum of what is never negative.
  static final int SUM = 2;

  /// A number of events: whole, not negative.
  static final int COUNT = 3;

  /// A bucket: a count no smaller than that of the bucket before; may have an exemplar.
  static final int BUCKET = 4;

  /// The bucket of everything, and the count that must equal it.
  static final int LAST_BUCKET = 5;

  static final int WHOLE_COUNT = 6;

  /// Always 1.
  static final int INFO = 7;

  /// 0 or 1.
  static final int STATE = 8;

  /// Not negative; NaN without events.
  static final int QUANTILE = 9;

  /// A sum of what may be negative.
  static final int ANY_SUM = 10;

  /// When something began: a time.
  static final int CREATED = 11;

  /// No sample: a line of metadata.
  static final int METADATA = 14;

  /// A sample whose head stood on the page already.
  static final int DUPLICATE = 15;

  private Rule() {}

  static boolean isSample(int rule) {
    return rule < METADATA;
  }

  static boolean allowsExemplar(int rule) {
    return rule == TOTAL || rule == BUCKET || rule == LAST_BUCKET;
  }
}
