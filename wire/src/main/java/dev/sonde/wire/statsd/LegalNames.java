package dev.sonde.wire.statsd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A name with each character that Prometheus does not allow as `_`; makes no object.
final class LegalNames {
  static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[64];
  private int size;

  /// @param metric may it have colons? The name of a label keeps one underscore at its beginning
  void read(byte[] name, int from, int to, boolean metric) {
    bytes = bytes.length < to - from ? Arrays.copyOf(bytes, 2 * (to - from)) : bytes;
    size = 0;
    for (int at = from; at < to; at++) {
      boolean continues = (name[at] & 0xc0) == 0x80;
      if (!continues) {
        byte legal = isLegal(name[at], size == 0, metric) ? name[at] : (byte) '_';
        boolean reserved = !metric && legal == '_' && size == 1 && bytes[0] == '_';
        bytes[reserved ? 0 : size++] = legal;
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  private static boolean isLegal(byte unit, boolean first, boolean colons) {
    return ((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z')
        || unit == '_'
        || (unit >= '0' && unit <= '9' && !first)
        || (unit == ':' && colons);
  }
}
