package dev.sonde.engine;

import dev.sonde.api.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which series a page already has. Open addressing by identity; keeps its room.
final class SeriesSet {
  private static final int FIRST_CAPACITY = 256;
  private static final int SPREAD = 0x9e3779b9;

  private @Nullable Series[] slots = new @Nullable Series[FIRST_CAPACITY];
  private int size;

  /// False when it is here already.
  boolean add(Series series) {
    if (size * 2 >= slots.length) {
      grow();
    }
    int at = place(series);
    if (slots[at] != null) {
      return false;
    }
    slots[at] = series;
    size++;
    return true;
  }

  boolean has(Series series) {
    return slots[place(series)] != null;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(slots, null);
      size = 0;
    }
  }

  /// How many it has room for.
  int room() {
    return slots.length / 2;
  }

  private int place(Series series) {
    int mask = slots.length - 1;
    int at = ((series.index() * SPREAD) >>> 8) & mask;
    while (slots[at] != null && slots[at] != series) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    var old = slots;
    slots = new @Nullable Series[old.length * 2];
    for (Series each : old) {
      if (each != null) {
        slots[place(each)] = each;
      }
    }
  }
}
