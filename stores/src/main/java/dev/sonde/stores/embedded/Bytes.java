package dev.sonde.stores.embedded;

import java.util.Arrays;

/// Bytes that are being written: little-endian numbers, and variable ones of seven bits a byte.
/// Reused; for one thread.
final class Bytes {
  private static final int GROUP = 7;
  private static final int MORE = 0x80;

  private byte[] array = new byte[512];
  private int size;

  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  static int varintLength(long value) {
    return (Long.SIZE + GROUP - 1 - Long.numberOfLeadingZeros(value | 1)) / GROUP;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /// What is written, from the beginning to [#size].
  byte[] array() {
    return array;
  }

  byte[] copy() {
    return Arrays.copyOf(array, size);
  }

  void put(int value) {
    room(1);
    array[size++] = (byte) value;
  }

  void put(byte[] from, int begin, int end) {
    room(end - begin);
    System.arraycopy(from, begin, array, size, end - begin);
    size += end - begin;
  }

  void put(Bytes other) {
    put(other.array, 0, other.size);
  }

  /// A number without a sign, however large.
  void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & -MORE) != 0) {
      array[size++] = (byte) (rest | MORE);
      rest >>>= GROUP;
    }
    array[size++] = (byte) rest;
  }

  /// A number that is as short below zero as above.
  void signed(long value) {
    varint(zigzag(value));
  }

  void fixed32(int value) {
    room(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      array[size++] = (byte) (value >>> shift);
    }
  }

  void fixed64(long value) {
    fixed32((int) value);
    fixed32((int) (value >>> Integer.SIZE));
  }

  private void room(int more) {
    if (size + more > array.length) {
      array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
  }
}
