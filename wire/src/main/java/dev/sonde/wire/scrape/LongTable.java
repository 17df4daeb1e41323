package dev.sonde.wire.scrape;

import java.util.Arrays;

/// A number for each of many hashes: open addressing, no object for any of them.
final class LongTable {
  /// What is found for a key that is not there.
  static final int ABSENT = 0;

  private static final int SMALLEST = 256;
  private static final int SPARSE = 16;

  private long[] keys = new long[SMALLEST];
  private int[] values = new int[SMALLEST];
  private int size;

  /// Makes room again; a table that was large for little becomes smaller.
  void clear() {
    if (keys.length > SMALLEST && size < keys.length / SPARSE) {
      keys = new long[keys.length / 4];
      values = new int[keys.length];
    } else {
      Arrays.fill(values, ABSENT);
    }
    size = 0;
  }

  int get(long key) {
    return values[slot(key)];
  }

  /// @param value anything but [#ABSENT]
  void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] == ABSENT) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
    if (size > keys.length / 2) {
      grow();
    }
  }

  /// Makes a key known; was it not before?
  boolean add(long key) {
    boolean fresh = get(key) == ABSENT;
    put(key, 1);
    return fresh;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    var oldKeys = keys;
    var oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
