package dev.sonde.wire.json;

/// 64 bits for a series, by a seed that the page can't know.
final class Hash {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int SEPARATOR = 0x110000;

  private Hash() {}

  static long add(long hash, int unit) {
    long mixed = (hash ^ unit) * FACTOR;
    return mixed ^ mixed >>> 32;
  }

  static long add(long hash, String text) {
    long mixed = hash;
    for (int at = 0; at < text.length(); at++) {
      mixed = add(mixed, text.charAt(at));
    }
    return add(mixed, SEPARATOR);
  }

  static long add(long hash, byte[] bytes, int from, int to) {
    long mixed = hash;
    for (int at = from; at < to; at++) {
      mixed = add(mixed, bytes[at]);
    }
    return add(mixed, SEPARATOR);
  }
}
