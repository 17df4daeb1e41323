package dev.sonde.journal;

/// Where a destination begins that the journal has not seen before.
public enum StartAt {
  /// With what comes next.
  NOW,
  /// With the oldest that is still there.
  OLDEST
}
