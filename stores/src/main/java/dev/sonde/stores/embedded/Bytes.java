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
    word(size, value);
    size += Integer.BYTES;
  }

  void fixed64(long value) {
    room(Long.BYTES);
    word(size, (int) value);
    word(size + Integer.BYTES, (int) (value >>> Integer.SIZE));
    size += Long.BYTES;
  }

  /// Without a loop: the first compiler unrolls none.
  private void word(int at, int value) {
    array[at] = (byte) value;
    array[at + 1] = (byte) (value >>> Byte.SIZE);
    array[at + 2] = (byte) (value >>> (2 * Byte.SIZE));
    array[at + 3] = (byte) (value >>> (3 * Byte.SIZE));
  }

  private void room(int more) {
    if (size + more > array.length) {
      array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
  }
}
