package dev.sonde.wire.relay;

import dev.sonde.api.Series;
import java.util.Arrays;

/// Numbers the series of one batch from 0, in the order in which they are met. Keeps its room.
final class SeriesNumbers {
  private static final int SPREAD = 0x9e3779b9;
  private static final int NONE = -1;

  private int[] indexes = new int[64];
  private int[] numbers = new int[64];
  private int size;

  SeriesNumbers() {
    Arrays.fill(numbers, NONE);
  }

  void clear() {
    Arrays.fill(numbers, NONE);
    size = 0;
  }

  /// How many have a number: the next one's.
  int size() {
    return size;
  }

  /// The number of a series; one that has none gets the next.
  int of(Series series) {
    int at = place(series.index());
    if (numbers[at] != NONE) {
      return numbers[at];
    }
    indexes[at] = series.index();
    numbers[at] = size++;
    if (size * 2 > numbers.length) {
      grow();
    }
    return size - 1;
  }

  private int place(int index) {
    int mask = numbers.length - 1;
    int hash = index * SPREAD;
    int at = (hash ^ hash >>> 16) & mask;
    while (numbers[at] != NONE && indexes[at] != index) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldIndexes = indexes;
    int[] oldNumbers = numbers;
    indexes = new int[oldIndexes.length * 2];
    numbers = new int[oldNumbers.length * 2];
    Arrays.fill(numbers, NONE);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != NONE) {
        int at = place(oldIndexes[i]);
        indexes[at] = oldIndexes[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }
}
