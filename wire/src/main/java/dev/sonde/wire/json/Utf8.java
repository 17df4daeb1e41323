package dev.sonde.wire.json;

/// Which bytes are characters.
final class Utf8 {
  private Utf8() {}

  /// How many bytes the character beyond ASCII takes that begins here, or 0 when there is none.
  static int length(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    if (first < 0xe0) {
      return first >= 0xc2 && continues(bytes, at + 1, end) ? 2 : 0;
    }
    if (first < 0xf0) {
      boolean ours =
          second(bytes, at, end, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
      return ours && continues(bytes, at + 2, end) ? 3 : 0;
    }
    boolean ours = second(bytes, at, end, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
    boolean whole = ours && continues(bytes, at + 2, end) && continues(bytes, at + 3, end);
    return first <= 0xf4 && whole ? 4 : 0;
  }

  private static boolean second(byte[] bytes, int at, int end, int least, int most) {
    return at + 1 < end && (bytes[at + 1] & 0xff) >= least && (bytes[at + 1] & 0xff) <= most;
  }

  private static boolean continues(byte[] bytes, int at, int end) {
    return at < end && (bytes[at] & 0xc0) == 0x80;
  }
}
