package dev.sonde.stores.embedded;

/// Reads what [ChunkWriter] wrote. Reused; for one thread.
final class ChunkReader {
  private final ByteSource in = new ByteSource();
  private final ValueReader values = new ValueReader(in);
  private final Checksum checksum = new Checksum();

  /// @param into gets these samples and no others
  void read(byte[] blob, long series, long window, Columns into) throws Damage {
    into.clear();
    checksum.open(in, blob, series, window);
    if (in.take() != ChunkWriter.VERSION) {
      throw new Damage("it is of a version that this program does not know");
    }
    int count = in.count((int) Windows.MILLIS);
    if (count == 0) {
      throw new Damage("it is empty");
    }
    into.room(count);
    TimeCodec.read(in, into.times, count, Windows.start(window), Windows.MILLIS);
    values.read(into.values, count);
    into.size(count);
  }
}
