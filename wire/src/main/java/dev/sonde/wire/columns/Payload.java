package dev.sonde.wire.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes being written. It grows, keeps its room when cleared, and is for one thread.
public final class Payload {
  private static final int FIRST_CAPACITY = 256;
  private static final int LARGE = 1 << 20;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  /// Nothing but a text.
  public static Payload text(String text) {
    var payload = new Payload();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    payload.putBytes(utf8, 0, utf8.length);
    return payload;
  }

  /// Not a copy: good until the next call that writes.
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /// Keeps its room, unless it is large and was hardly used.
  public void clear() {
    if (bytes.length > LARGE && size < bytes.length / 8) {
      bytes = new byte[FIRST_CAPACITY];
    }
    size = 0;
  }

  public void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /// Unsigned LEB128: seven bits a byte, lowest first.
  public void putVarint(long value) {
    room(LONGEST_VARINT);
    byte[] to = bytes;
    int at = size;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  public void putSigned(long value) {
    putVarint(zigzag(value));
  }

  /// Eight bytes, lowest first.
  public void putLong(long value) {
    putLow(value, Long.BYTES);
  }

  /// The lowest `count` bytes, lowest first.
  public void putLow(long value, int count) {
    room(Long.BYTES);
    byte[] to = bytes;
    int at = size;
    to[at] = (byte) value;
    to[at + 1] = (byte) (value >>> 8);
    to[at + 2] = (byte) (value >>> 16);
    to[at + 3] = (byte) (value >>> 24);
    to[at + 4] = (byte) (value >>> 32);
    to[at + 5] = (byte) (value >>> 40);
    to[at + 6] = (byte) (value >>> 48);
    to[at + 7] = (byte) (value >>> 56);
    size = at + count;
  }

  public void putBytes(byte[] from, int first, int last) {
    room(last - first);
    System.arraycopy(from, first, bytes, size, last - first);
    size += last - first;
  }

  /// A length, then the bytes.
  public void putText(byte[] from, int first, int last) {
    putVarint(last - first);
    putBytes(from, first, last);
  }

  public void putPayload(Payload other) {
    putBytes(other.bytes, 0, other.size);
  }

  /// Its length, then its bytes.
  public void putSection(Payload other) {
    putText(other.bytes, 0, other.size);
  }

  /// Leaves room for so many zeros.
  ///
  /// @return where they begin
  public int skip(int count) {
    room(count);
    Arrays.fill(bytes, size, size + count, (byte) 0);
    size += count;
    return size - count;
  }

  /// Adds bits to a byte that was written before.
  public void mark(int at, int bits) {
    bytes[at] |= (byte) bits;
  }

  public static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  public static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private void room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, larger(Math.addExact(size, count)));
    }
  }

  private static int larger(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8, needed + (long) (needed >> 1));
  }
}
