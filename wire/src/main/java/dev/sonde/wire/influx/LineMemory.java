package dev.sonde.wire.influx;

/// Which series the last page of one source had, in order: 8 bytes for each. For one thread at a
/// time.
public final class LineMemory {
  private static final long[] NOTHING = {};

  private long[] hashes = NOTHING;

  /// Knows nothing from now on: all series of the next page are defined.
  public void forget() {
    hashes = NOTHING;
  }

  /// How many series are remembered.
  public int series() {
    return hashes.length;
  }

  long[] hashes() {
    return hashes;
  }

  void remember(long[] page) {
    hashes = page;
  }
}
