package dev.sonde.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Bytes being written: a buffer that grows as needed and is reused. Not safe for two threads.
public final class ByteSink {
  private static final int FIRST_CAPACITY = 512;
  private static final int REPLACEMENT = 0xfffd;

  private final Numbers numbers = new Numbers(this);
  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  /// Writes one byte.
  public void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /// Writes a range of bytes.
  ///
  /// @param to exclusive
  public void put(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /// Writes all of an array.
  public void put(byte[] source) {
    put(source, 0, source.length);
  }

  /// Writes text as UTF-8; half a surrogate pair becomes U+FFFD.
  public void put(String text) {
    int length = text.length();
    room(length);
    for (int at = 0; at < length; at++) {
      char character = text.charAt(at);
      if (character < 0x80) {
        put(character);
      } else {
        at += beyondAscii(text, at) - 1;
      }
    }
  }

  /// Writes a whole number.
  public void number(long value) {
    numbers.write(value);
  }

  /// Writes a number with the fewest digits that read back as the same double: positional from 1e-6
  /// up to 1e21, whole ones without a point, else with an exponent; `NaN`, `+Inf`, `-Inf`.
  public void number(double value) {
    numbers.write(value);
  }

  /// One of the bytes that were written.
  public byte at(int index) {
    return bytes[Objects.checkIndex(index, size)];
  }

  /// How many bytes there are.
  public int size() {
    return size;
  }

  /// Forgets what was written and keeps the room.
  public void clear() {
    size = 0;
  }

  /// Hands over what was written.
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /// What was written, without a copy: valid until the next byte is.
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /// A copy of what was written.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// What was written, as text.
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private void room(int wanted) {
    int end = Math.addExact(size, wanted);
    if (end > bytes.length) {
      int doubled = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(end, doubled));
    }
  }

  private int beyondAscii(String text, int at) {
    int point = text.codePointAt(at);
    encode(isLoneSurrogate(point) ? REPLACEMENT : point);
    return Character.charCount(point);
  }

  private void encode(int point) {
    if (point < 0x800) {
      put(0xc0 | point >> 6);
    } else if (point < 0x10000) {
      put(0xe0 | point >> 12);
      put(0x80 | (point >> 6 & 0x3f));
    } else {
      put(0xf0 | point >> 18);
      put(0x80 | (point >> 12 & 0x3f));
      put(0x80 | (point >> 6 & 0x3f));
    }
    put(0x80 | (point & 0x3f));
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
