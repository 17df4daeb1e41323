package dev.sonde.api;

/// What the numbers of a family are. Named as OpenMetrics names its types.
public enum Kind {
  UNKNOWN,
  GAUGE,
  COUNTER,
  HISTOGRAM,
  GAUGE_HISTOGRAM,
  SUMMARY,
  INFO,
  STATE_SET
}
