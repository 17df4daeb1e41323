package dev.sonde.stores.embedded;

/// Numbers of any width in bits, the lowest first. Reused; for one thread.
final class BitWriter {
  private final Bytes out;
  private long held;
  private int count;

  BitWriter(Bytes out) {
    this.out = out;
  }

  /// @param width 0 to 64; what is above it in the value is left out
  void put(long value, int width) {
    if (width == 0) {
      return;
    }
    long bits = width == Long.SIZE ? value : value & (1L << width) - 1;
    held |= bits << count;
    if (count + width < Long.SIZE) {
      count += width;
      return;
    }
    out.fixed64(held);
    held = count == 0 ? 0 : bits >>> (Long.SIZE - count);
    count += width - Long.SIZE;
  }

  /// Writes what is left, to a whole byte.
  void end() {
    for (int bits = 0; bits < count; bits += Byte.SIZE) {
      out.put((int) (held >>> bits));
    }
    held = 0;
    count = 0;
  }
}
