package dev.sonde.http.websocket;

import java.util.Optional;

/// Writes the heads of frames, each the last of its message, and puts masks on for a client. Safe
/// for all threads.
final class Framer {
  static final int LONGEST_HEAD = 14;

  private static final int MASKED = 0x80;
  private static final int LAST = 0x80;

  private final Optional<Keys> keys;

  Framer(Side side) {
    keys = side == Side.CLIENT ? Optional.of(new Keys()) : Optional.empty();
  }

  boolean masks() {
    return keys.isPresent();
  }

  /// For the next frame; 0 without masks.
  synchronized int key() {
    return masks() ? keys.get().next() : 0;
  }

  /// Writes the head and the whole payload, or its beginning.
  ///
  /// @param length of the whole payload
  /// @param count how much of it there is
  /// @return where it ends
  int frame(
      byte[] into, int at, int opcode, byte[] from, int offset, int count, int length, int key) {
    int begin = head(into, at, opcode, length, key);
    System.arraycopy(from, offset, into, begin, count);
    if (masks()) {
      Mask.apply(into, begin, begin + count, key);
    }
    return begin + count;
  }

  private int head(byte[] into, int at, int opcode, int length, int key) {
    int mask = masks() ? MASKED : 0;
    into[at] = (byte) (LAST | opcode);
    int end;
    if (length < 126) {
      into[at + 1] = (byte) (mask | length);
      end = at + 2;
    } else if (length <= 0xffff) {
      into[at + 1] = (byte) (mask | 126);
      end = number(into, at + 2, Short.BYTES, length);
    } else {
      into[at + 1] = (byte) (mask | 127);
      end = number(into, at + 2, Long.BYTES, length);
    }
    return masks() ? number(into, end, Integer.BYTES, key) : end;
  }

  private static int number(byte[] into, int at, int count, long number) {
    for (int i = 0; i < count; i++) {
      into[at + i] = (byte) (number >>> ((count - 1 - i) * Byte.SIZE));
    }
    return at + count;
  }
}
