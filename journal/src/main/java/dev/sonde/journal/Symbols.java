package dev.sonde.journal;

import java.util.Arrays;

/// Strings of bytes, each with a number, in the order in which they came. Reused.
///
/// # Implementation notes
///
/// One array holds the bytes of all, one where each ends, and an open-addressing table of numbers
/// finds them again: about 14 bytes beside its own for each. Hashes are not kept but computed anew
/// when the table grows; they are seeded, as label values come from strangers.
final class Symbols {
  private static final int NONE = -1;

  private static final int LARGE = 1 << 20;

  private long seed;
  private byte[] arena = new byte[1024];
  private int[] ends = new int[64];
  private int[] slots = new int[128];
  private int size;

  Symbols() {
    clear(0);
  }

  /// Forgets all of them. Keeps its room, unless it is large and was hardly used.
  void clear(long newSeed) {
    seed = newSeed | 1;
    if (arena.length > LARGE && (size == 0 || end(size - 1) < arena.length / 8)) {
      arena = new byte[1024];
    }
    if (slots.length > LARGE && size < slots.length / 8) {
      slots = new int[128];
      ends = new int[64];
    }
    Arrays.fill(slots, NONE);
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return arena;
  }

  int start(int symbol) {
    return symbol == 0 ? 0 : ends[symbol - 1];
  }

  int end(int symbol) {
    return ends[symbol];
  }

  /// Its number, or -1.
  int find(byte[] bytes, int from, int to) {
    return slots[slot(bytes, from, to)];
  }

  /// Its number; the next one when it is new.
  int number(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    if (slots[slot] == NONE) {
      slots[slot] = append(bytes, from, to);
      if (size * 4L > slots.length * 3L) {
        rehash();
        return size - 1;
      }
    }
    return slots[slot];
  }

  private int slot(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & slots.length - 1;
    while (slots[slot] != NONE && !same(slots[slot], bytes, from, to)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean same(int symbol, byte[] bytes, int from, int to) {
    return Arrays.equals(arena, start(symbol), end(symbol), bytes, from, to);
  }

  private int append(byte[] bytes, int from, int to) {
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, to - from);
    if (end > arena.length) {
      arena = Arrays.copyOf(arena, larger(end));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, larger(size));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    ends[size] = end;
    return size++;
  }

  private void rehash() {
    int[] old = slots;
    slots = new int[old.length * 2];
    Arrays.fill(slots, NONE);
    for (int symbol : old) {
      if (symbol != NONE) {
        slots[slot(arena, start(symbol), end(symbol))] = symbol;
      }
    }
  }

  private int hash(byte[] bytes, int from, int to) {
    long hash = seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32);
  }

  private static int larger(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8, needed + (long) (needed >> 1));
  }
}
