package dev.sonde.wire.remotewrite;

import java.util.Arrays;

/// `__name__`, the label that carries a series' name, and its place among the others.
final class NameLabel {
  static final String TEXT = "__name__";
  private static final byte[] UTF8 = {'_', '_', 'n', 'a', 'm', 'e', '_', '_'};

  private NameLabel() {}

  /// Is a label's name this?
  static boolean is(byte[] bytes, int from, int to) {
    return to - from == UTF8.length
        && bytes[from + 2] == 'n'
        && Arrays.equals(bytes, from, to, UTF8, 0, UTF8.length);
  }

  /// Negative when a label's name sorts before it, zero when it is the same.
  static int compare(byte[] bytes, int from, int to) {
    int first = (bytes[from] & 0xff) - '_';
    return first != 0 ? first : Arrays.compareUnsigned(bytes, from, to, UTF8, 0, UTF8.length);
  }
}
