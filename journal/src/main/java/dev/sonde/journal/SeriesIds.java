package dev.sonde.journal;

import dev.sonde.api.Series;
import java.util.Arrays;

/// Finds the id a series has in a dictionary. Reused.
///
/// # Implementation notes
///
/// An open-addressing table of ids, 5 to 11 bytes a series, however far apart the indexes of what
/// is in use lie. A slot is found by the index; whether it is the right one says the dictionary,
/// which has the series itself. Sixteen neighbouring indexes stay neighbours.
final class SeriesIds {
  private static final int NONE = -1;
  private static final int FIRST_CAPACITY = 64;
  private static final int LARGE = 1 << 20;
  private static final int NEIGHBOUR_BITS = 4;
  private static final int NEIGHBOURS = (1 << NEIGHBOUR_BITS) - 1;

  private Dictionary dictionary;
  private int[] slots = empty(FIRST_CAPACITY);

  SeriesIds(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /// Goes on with an empty dictionary. Keeps its room, unless it is large and was hardly used.
  void begin(Dictionary empty) {
    if (slots.length > LARGE && dictionary.size() < slots.length / 8) {
      slots = empty(FIRST_CAPACITY);
    } else {
      Arrays.fill(slots, NONE);
    }
    dictionary = empty;
  }

  /// Its id, or -1.
  int find(Series series) {
    int slot = slot(series.index());
    int id = slots[slot];
    while (id != NONE && dictionary.series(id) != series) {
      slot = slot + 1 & slots.length - 1;
      id = slots[slot];
    }
    return id;
  }

  /// Adds a series to the dictionary that is not in it.
  int add(Series series) {
    int id = dictionary.add(series);
    if ((id + 1) * 4L > slots.length * 3L) {
      grow();
    } else {
      place(series, id);
    }
    return id;
  }

  private void grow() {
    slots = empty(slots.length * 2);
    for (int id = 0; id < dictionary.size(); id++) {
      Series series = dictionary.series(id);
      if (series != null) {
        place(series, id);
      }
    }
  }

  private void place(Series series, int id) {
    int slot = slot(series.index());
    while (slots[slot] != NONE) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = id;
  }

  private int slot(int index) {
    int block = (index >>> NEIGHBOUR_BITS) * 0x9E3779B1;
    block ^= block >>> 15;
    int place = (block << NEIGHBOUR_BITS) | (index & NEIGHBOURS);
    return place & slots.length - 1;
  }

  private static int[] empty(int capacity) {
    var slots = new int[capacity];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
