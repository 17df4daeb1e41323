package dev.sonde.delivery;

import dev.sonde.api.Series;
import org.jspecify.annotations.Nullable;

/// # Implementation notes
///
/// A table with open addressing from a series, by identity, to what became of it. The journal makes
/// new series objects for each of its files, so entries die without a word: when the table is half
/// full, those not met within as many rows as four turns of the whole table are left behind, and it
/// grows only when too many remain. Its size follows the live series, and looking up allocates
/// nothing.
final class VerdictCache<V> {
  private static final int FIRST_CAPACITY = 256;
  private static final int TURNS = 4;

  private @Nullable Series[] keys = new @Nullable Series[FIRST_CAPACITY];
  private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
  private long[] met = new long[FIRST_CAPACITY];
  private int size;
  private long lookups;

  @Nullable V find(Series series) {
    lookups++;
    int at = place(series);
    if (keys[at] == null) {
      return null;
    }
    met[at] = lookups;
    return value(at);
  }

  void put(Series series, V value) {
    if (size >= keys.length / 2) {
      rebuild();
    }
    int at = place(series);
    if (keys[at] == null) {
      size++;
    }
    keys[at] = series;
    values[at] = value;
    met[at] = lookups;
  }

  int size() {
    return size;
  }

  private int place(Series series) {
    int mask = keys.length - 1;
    int at = series.index() & mask;
    while (keys[at] != null && keys[at] != series) {
      at = at + 1 & mask;
    }
    return at;
  }

  @SuppressWarnings("unchecked") // only put() writes values
  private @Nullable V value(int at) {
    return (V) values[at];
  }

  private void rebuild() {
    var oldKeys = keys;
    var oldValues = values;
    var oldMet = met;
    long before = lookups - (long) TURNS * oldKeys.length;
    int alive = 0;
    for (int at = 0; at < oldKeys.length; at++) {
      alive += oldKeys[at] != null && oldMet[at] > before ? 1 : 0;
    }
    makeRoom(alive);
    for (int at = 0; at < oldKeys.length; at++) {
      Series series = oldKeys[at];
      if (series != null && oldMet[at] > before) {
        int to = place(series);
        keys[to] = series;
        values[to] = oldValues[at];
        met[to] = oldMet[at];
      }
    }
    size = alive;
  }

  private void makeRoom(int alive) {
    int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(Math.max(1, alive)) * 4);
    keys = new @Nullable Series[capacity];
    values = new @Nullable Object[capacity];
    met = new long[capacity];
  }
}
