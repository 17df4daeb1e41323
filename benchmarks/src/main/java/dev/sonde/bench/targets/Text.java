package dev.sonde.bench.targets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow, used again for each page. For one thread.
final class Text {
  private byte[] bytes = new byte[1 << 16];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /// The bytes themselves, valid up to [#length()] until the next change.
  byte[] bytes() {
    return bytes;
  }

  /// A view, valid until the next change.
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  Text add(byte[] more) {
    return add(more, 0, more.length);
  }

  Text add(byte[] more, int from, int count) {
    room(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
    return this;
  }

  Text add(char one) {
    room(1);
    bytes[length++] = (byte) one;
    return this;
  }

  Text add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Text add(long number) {
    if (number < 0 || number >= 10) {
      return add(Long.toString(number));
    }
    return add((char) ('0' + number));
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
