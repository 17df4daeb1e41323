package dev.sonde.stores.postgres;

/// A set of places of a layout.
final class Places {
  private static final int WORDS = (Cell.WIDTH + Long.SIZE - 1) / Long.SIZE;

  private final long[] words = new long[WORDS];

  void clear() {
    for (int i = 0; i < WORDS; i++) {
      words[i] = 0;
    }
  }

  void add(int place) {
    words[(place - 1) / Long.SIZE] |= 1L << (place - 1);
  }

  void addAll(Places others) {
    for (int i = 0; i < WORDS; i++) {
      words[i] |= others.words[i];
    }
  }

  boolean has(int place) {
    return (words[(place - 1) / Long.SIZE] & 1L << (place - 1)) != 0;
  }

  boolean hasAll(Places others) {
    for (int i = 0; i < WORDS; i++) {
      if ((others.words[i] & ~words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /// There must be one.
  int first() {
    int word = 0;
    while (words[word] == 0) {
      word++;
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(words[word]) + 1;
  }

  /// There must be one.
  int last() {
    int word = WORDS - 1;
    while (words[word] == 0) {
      word--;
    }
    return (word + 1) * Long.SIZE - Long.numberOfLeadingZeros(words[word]);
  }

  /// As a bit string of PostgreSQL.
  String bits() {
    var bits = new StringBuilder(Cell.WIDTH);
    for (int place = 1; place <= Cell.WIDTH; place++) {
      bits.append(has(place) ? '1' : '0');
    }
    return bits.toString();
  }
}
