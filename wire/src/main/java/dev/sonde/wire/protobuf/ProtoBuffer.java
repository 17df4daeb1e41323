package dev.sonde.wire.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Protobuf being written. [#room] is asked once for much; the rest does not check.
///
/// # Implementation notes
///
/// The length of a message stands before it and is known after it. [#begin] leaves as many bytes
/// free as the last length took, [#end] moves the message when it takes more or fewer. So lengths
/// are as short as they can be, and what was written before shows nowhere.
///
/// Most strings are short. They are copied as two longs, what is too much of them is written over
/// by what comes next; so [#room] always keeps that much more.
public final class ProtoBuffer {
  /// What [#varint] takes at most.
  public static final int VARINT = 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte STRING_1 = 1 << 3 | 2;
  private static final byte STRING_2 = 2 << 3 | 2;
  private static final int SHORT = 2 * Long.BYTES;

  private byte[] bytes = new byte[512];
  private int size;

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  public void room(int wanted) {
    int end = Math.addExact(size, wanted + SHORT);
    if (end > bytes.length) {
      int doubled = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(end, doubled));
    }
  }

  public void put(int value) {
    bytes[size++] = (byte) value;
  }

  public void put(byte[] source, int from, int length) {
    if (length <= SHORT && from + SHORT <= source.length) {
      LONGS.set(bytes, size, (long) LONGS.get(source, from));
      LONGS.set(bytes, size + Long.BYTES, (long) LONGS.get(source, from + Long.BYTES));
    } else {
      System.arraycopy(source, from, bytes, size, length);
    }
    size += length;
  }

  /// Writes a message of two strings of fewer than 60 bytes each, in fields 1 and 2, as field 1.
  public void shortPair(byte[] source, int leftFrom, int left, int rightFrom, int right) {
    bytes[size] = STRING_1;
    bytes[size + 1] = (byte) (4 + left + right);
    bytes[size + 2] = STRING_1;
    bytes[size + 3] = (byte) left;
    size += 4;
    put(source, leftFrom, left);
    bytes[size] = STRING_2;
    bytes[size + 1] = (byte) right;
    size += 2;
    put(source, rightFrom, right);
  }

  public void append(ProtoBuffer other) {
    room(other.size);
    put(other.bytes, 0, other.size);
  }

  public void text(String text) {
    int length = text.length();
    room(length);
    for (int at = 0; at < length; at++) {
      char character = text.charAt(at);
      if (character >= 0x80) {
        beyondAscii(text, at);
        return;
      }
      bytes[size++] = (byte) character;
    }
  }

  private void beyondAscii(String text, int from) {
    byte[] utf8 = text.substring(from).getBytes(StandardCharsets.UTF_8);
    room(utf8.length);
    put(utf8, 0, utf8.length);
  }

  public void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  public void fixed(long value) {
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// Leaves room for the length of a message.
  ///
  /// @param guess how many bytes it will take
  /// @return where the message begins
  public int begin(int guess) {
    size += guess;
    return size;
  }

  /// Writes the length before a message that ends here.
  ///
  /// @return how many bytes the length takes
  public int end(int begin, int guess) {
    int length = size - begin;
    int taken = varintSize(length);
    if (taken != guess) {
      room(taken);
      System.arraycopy(bytes, begin, bytes, begin - guess + taken, length);
    }
    size = begin - guess;
    varint(length);
    size += length;
    return taken;
  }

  public static int varintSize(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }
}
