package dev.sonde.it.journal;

/// Tells whether the same samples are here and there, whatever their order: a sum over all of them
/// of a number that depends on every bit of one.
final class Fingerprint {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xBF58476D1CE4E5B9L;
  private static final int HALF = 32;
  private static final int ODD = 29;

  private Fingerprint() {}

  static long of(int series, long millis, long bits) {
    long mixed = (series * FIRST + millis) * SECOND;
    mixed = (mixed ^ (mixed >>> HALF)) * FIRST + bits;
    mixed = (mixed ^ (mixed >>> ODD)) * SECOND;
    return mixed ^ (mixed >>> HALF);
  }
}
