package dev.sonde.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes that grow and shrink; zero where nothing was written.
final class Bytes {
  private byte[] array;
  private int length;

  Bytes() {
    this(new byte[0], 0);
  }

  private Bytes(byte[] array, int length) {
    this.array = array;
    this.length = length;
  }

  int length() {
    return length;
  }

  Bytes copy() {
    return new Bytes(Arrays.copyOf(array, length), length);
  }

  void write(int at, byte[] from, int offset, int count) {
    grow(at + count);
    System.arraycopy(from, offset, array, at, count);
  }

  void grow(int to) {
    if (to > array.length) {
      array = Arrays.copyOf(array, Math.max(to, array.length * 2));
    }
    length = Math.max(length, to);
  }

  void cut(int to) {
    if (to < length) {
      Arrays.fill(array, to, length, (byte) 0);
      length = to;
    }
  }

  void flip(long at, int mask) {
    if (at < length) {
      array[(int) at] ^= (byte) mask;
    }
  }

  int read(ByteBuffer into, long at) {
    int count = (int) Math.clamp(length - at, 0L, (long) into.remaining());
    if (count > 0) {
      into.put(array, (int) at, count);
    }
    return count;
  }
}
