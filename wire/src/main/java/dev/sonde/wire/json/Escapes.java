package dev.sonde.wire.json;

import java.util.Arrays;

/// Text whose escapes are being resolved and whose broken parts are being replaced, as UTF-8.
final class Escapes {
  private static final int REPLACEMENT = 0xfffd;

  private byte[] bytes = new byte[64];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// Resolves a range in which every escape is known to be whole.
  void resolve(byte[] source, int from, int to) {
    if (bytes.length < 3 * (to - from)) {
      bytes = Arrays.copyOf(bytes, 3 * (to - from));
    }
    size = 0;
    for (int at = from; at < to; ) {
      byte unit = source[at];
      if (unit == '\\') {
        at = escape(source, at + 1, to);
      } else if (unit >= 0) {
        bytes[size++] = unit;
        at++;
      } else {
        at = character(source, at, to);
      }
    }
  }

  /// Four digits at this place, or -1.
  static int hex(byte[] source, int at, int end) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < end ? Character.digit(source[at + i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /// The low half that stands escaped at this place, or -1.
  static int low(byte[] source, int at, int end) {
    boolean escape = at + 1 < end && source[at] == '\\' && source[at + 1] == 'u';
    int half = escape ? hex(source, at + 2, end) : -1;
    return half >= 0xdc00 && half <= 0xdfff ? half : -1;
  }

  static boolean isHalf(int unit) {
    return unit >= 0xd800 && unit <= 0xdfff;
  }

  static boolean isHigh(int unit) {
    return unit >= 0xd800 && unit <= 0xdbff;
  }

  private int character(byte[] source, int at, int to) {
    int length = Utf8.length(source, at, to);
    if (length == 0) {
      put(REPLACEMENT);
      return at + 1;
    }
    System.arraycopy(source, at, bytes, size, length);
    size += length;
    return at + length;
  }

  private int escape(byte[] source, int at, int to) {
    byte unit = source[at];
    if (unit == 'u') {
      return unicode(source, at + 1, to);
    }
    bytes[size++] =
        switch (unit) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> unit;
        };
    return at + 1;
  }

  private int unicode(byte[] source, int at, int to) {
    int unit = hex(source, at, to);
    int low = isHigh(unit) ? low(source, at + 4, to) : -1;
    if (low >= 0) {
      put(Character.toCodePoint((char) unit, (char) low));
      return at + 10;
    }
    put(isHalf(unit) ? REPLACEMENT : unit);
    return at + 4;
  }

  private void put(int point) {
    if (point < 0x80) {
      bytes[size++] = (byte) point;
    } else if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | point >> 6);
      bytes[size++] = (byte) (0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      bytes[size++] = (byte) (0xe0 | point >> 12);
      bytes[size++] = (byte) (0x80 | (point >> 6 & 0x3f));
      bytes[size++] = (byte) (0x80 | (point & 0x3f));
    } else {
      bytes[size++] = (byte) (0xf0 | point >> 18);
      bytes[size++] = (byte) (0x80 | (point >> 12 & 0x3f));
      bytes[size++] = (byte) (0x80 | (point >> 6 & 0x3f));
      bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }
  }
}
