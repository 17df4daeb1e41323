package dev.sonde.wire.protobuf;

/// Is a range of bytes well-formed UTF-8?
public final class Utf8 {
  private Utf8() {}

  public static boolean isSound(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    while (at < to) {
      int length = length(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /// How many characters (code points) a sound range has.
  public static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      count += (bytes[at] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  private static int length(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    boolean sound = length > 0 && length <= to - at && second(first, bytes[at + 1] & 0xff);
    for (int i = 2; sound && i < length; i++) {
      sound = (bytes[at + i] & 0xc0) == 0x80;
    }
    return sound ? length : 0;
  }

  /// No longer form than needed, no half of a surrogate pair, nothing above the last character.
  private static boolean second(int first, int second) {
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
  }
}
