package dev.sonde.api.store;

/// What becomes of a series' samples within a step. A value that is not a number takes no part; a
/// step without any other has no point.
public enum Fold {
  /// Their sum, divided by how many there are.
  AVERAGE,
  /// The smallest.
  MINIMUM,
  /// The largest.
  MAXIMUM,
  /// The newest.
  LAST,
  /// All of them together.
  SUM,
  /// How many there are.
  COUNT,
  /// How fast a counter grows, per second: the growth between neighbours, divided by the time
  /// between them, of all pairs whose later sample lies in the step. A value below the one before
  /// is a restart from zero. Neighbours more than [History#REACH_MILLIS] apart, or with a stale
  /// marker between them, are no pair; a step without a pair has no point.
  RATE
}
