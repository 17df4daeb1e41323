package dev.sonde.api;

/// What the numbers of a family are. Named as OpenMetrics names its types.
public enum Kind {
  /// Nobody said.
  UNKNOWN,
  /// A number that goes up and down.
  GAUGE,
  /// A number that only grows, until a restart sets it to zero.
  COUNTER,
  /// How often something was in each of some ranges: `_bucket`, `_sum`, `_count`, or one native
  /// histogram.
  HISTOGRAM,
  /// A histogram of what is so now, whose counts go up and down.
  GAUGE_HISTOGRAM,
  /// Quantiles, `_sum` and `_count`.
  SUMMARY,
  /// Always 1; what it says stands in its labels.
  INFO,
  /// 1 for the state that holds and 0 for each of the others, which its labels name.
  STATE_SET
}
