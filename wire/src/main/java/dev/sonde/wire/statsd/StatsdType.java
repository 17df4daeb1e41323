package dev.sonde.wire.statsd;

/// What a line's values are.
public enum StatsdType {
  /// `c`: so many more.
  COUNT,
  /// `g`: what is so now; with a sign, a change of it.
  GAUGE,
  /// `ms`: how long something took, in milliseconds.
  TIMER,
  /// `h` and `d`: an observation, in whatever unit.
  HISTOGRAM,
  /// `s`: something that is counted once.
  SET
}
