package dev.sonde.stores.postgres;

import java.util.Arrays;
import java.util.zip.Deflater;

/// Bytes in the making, which are deflated at the end. Reused.
final class Squeezing {
  private static final int SEVEN_BITS = 0x7f;

  private byte[] bytes = new byte[8192];
  private int size;

  Squeezing begin() {
    size = 0;
    return this;
  }

  Squeezing put(int octet) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) octet;
    return this;
  }

  /// Small ones, on both sides of zero, in few bytes.
  Squeezing put(long number) {
    long left = (number << 1) ^ (number >> (Long.SIZE - 1));
    while ((left & ~SEVEN_BITS) != 0) {
      put(((int) left & SEVEN_BITS) | (SEVEN_BITS + 1));
      left >>>= 7;
    }
    return put((int) left);
  }

  byte[] end() {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes, 0, size);
      deflater.finish();
      byte[] squeezed = new byte[size + size / 1000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(squeezed, length, squeezed.length - length);
      }
      return Arrays.copyOf(squeezed, length);
    } finally {
      deflater.end();
    }
  }
}
