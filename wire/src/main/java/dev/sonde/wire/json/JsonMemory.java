package dev.sonde.wire.json;

/// Which series one target's last page had, in order: 8 bytes for each, made of name and labels.
/// For one thread at a time.
public final class JsonMemory {
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
