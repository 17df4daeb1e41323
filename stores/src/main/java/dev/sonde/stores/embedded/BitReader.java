package dev.sonde.stores.embedded;

/// Reads what [BitWriter] wrote. Reused; for one thread.
final class BitReader {
  private final ByteSource in;
  private long held;
  private int count;

  BitReader(ByteSource in) {
    this.in = in;
  }

  /// @param width 0 to 64
  long take(int width) throws Damage {
    if (width > Integer.SIZE) {
      long low = take(Integer.SIZE);
      return low | take(width - Integer.SIZE) << Integer.SIZE;
    }
    while (count < width) {
      held |= (long) in.take() << count;
      count += Byte.SIZE;
    }
    long value = held & (1L << width) - 1;
    held >>>= width;
    count -= width;
    return value;
  }

  /// The rest of the last byte means nothing.
  void end() {
    held = 0;
    count = 0;
  }
}
