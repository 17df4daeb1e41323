package dev.sonde.stores.embedded;

import java.util.Arrays;

/// Gives numbers of series places in a row, in the order in which they come. Reused; for one
/// thread. Hot.
final class Places {
  static final int NONE = -1;

  private static final int SPREAD = 0x9E3779B9;

  private int[] ids = new int[16];
  private int[] slots = new int[32];
  private int size;
  private int last;

  void clear() {
    size = 0;
    last = 0;
    Arrays.fill(slots, 0);
  }

  int size() {
    return size;
  }

  /// All numbers, the least first.
  int[] sorted() {
    int[] sorted = Arrays.copyOf(ids, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /// Where it is, or [#NONE].
  int of(int id) {
    int place = expected(id);
    if (place == NONE) {
      place = slots[slot(id)] - 1;
      last = place == NONE ? last : place;
    }
    return place;
  }

  private int expected(int id) {
    int next = last + 1 < size ? last + 1 : 0;
    if (next < size && ids[next] == id) {
      last = next;
      return next;
    }
    return NONE;
  }

  /// Where it is from now on.
  int add(int id) {
    int place = expected(id);
    return place == NONE ? put(id) : place;
  }

  private int put(int id) {
    int slot = slot(id);
    if (slots[slot] == 0) {
      if (size == ids.length) {
        grow();
        slot = slot(id);
      }
      ids[size++] = id;
      slots[slot] = size;
    }
    last = slots[slot] - 1;
    return last;
  }

  private int slot(int id) {
    int mask = slots.length - 1;
    int at = ((id * SPREAD) >>> 7) & mask;
    while (slots[at] != 0 && ids[slots[at] - 1] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    ids = Arrays.copyOf(ids, size * 2);
    slots = new int[size * 4];
    for (int i = 0; i < size; i++) {
      slots[slot(ids[i])] = i + 1;
    }
  }
}
