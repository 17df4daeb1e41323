package dev.sonde.stores.embedded;

/// Packs one series' samples of one window. Reused; for one thread.
final class ChunkWriter {
  static final int VERSION = 1;

  private final Bytes out = new Bytes();
  private final ValueWriter values = new ValueWriter(out);
  private final Checksum checksum = new Checksum();

  /// @param samples in ascending order, all within the window
  /// @param from the first of them
  /// @param to one more than the last; there is at least one
  byte[] write(long series, long window, Columns samples, int from, int to) {
    out.clear();
    out.put(VERSION);
    out.varint(to - from);
    TimeCodec.write(out, samples.times, from, to, Windows.start(window));
    values.write(samples.values, from, to);
    checksum.seal(out, series, window);
    return out.copy();
  }
}
