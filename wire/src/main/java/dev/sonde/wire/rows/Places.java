package dev.sonde.wire.rows;

import java.util.Arrays;

/// Where each series of a page stands.
final class Places {
  private static final int NONE = -1;
  private static final int FIRST_CAPACITY = 16;

  private long[] keys = new long[FIRST_CAPACITY];
  private int[] places = empty(FIRST_CAPACITY);
  private int size;

  /// The place, or -1.
  int find(long key) {
    int slot = slot(key);
    return places[slot];
  }

  /// A key that was not there.
  void put(long key, int place) {
    if (++size * 2 > keys.length) {
      grow();
    }
    int slot = slot(key);
    keys[slot] = key;
    places[slot] = place;
  }

  void clear() {
    Arrays.fill(places, NONE);
    size = 0;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key ^ key >>> 32) & mask;
    while (places[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldPlaces = places;
    keys = new long[oldKeys.length * 2];
    places = empty(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  private static int[] empty(int capacity) {
    int[] places = new int[capacity];
    Arrays.fill(places, NONE);
    return places;
  }
}
