package dev.sonde.wire.otlp;

/// What the numbers of a sum or a histogram count.
enum Temporality {
  /// Nobody said.
  UNSPECIFIED,
  /// What came since the point before.
  DELTA,
  /// What came since the beginning.
  CUMULATIVE;

  static Temporality of(long number) {
    return number == 1 ? DELTA : number == 2 ? CUMULATIVE : UNSPECIFIED;
  }
}
