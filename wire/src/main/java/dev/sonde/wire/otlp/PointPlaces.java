package dev.sonde.wire.otlp;

import java.util.Arrays;

/// Where the points of one metric stand.
final class PointPlaces {
  private record Place(long time, int from, int to) {}

  private int[] places = new int[2 * 16];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int from, int to) {
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * count] = from;
    places[2 * count + 1] = to;
    count++;
  }

  int count() {
    return count;
  }

  int from(int point) {
    return places[2 * point];
  }

  int to(int point) {
    return places[2 * point + 1];
  }

  /// Puts them into the order of their times; those of one time stay as they are.
  ///
  /// @param times of each point
  void sort(long[] times) {
    var sorted = new Place[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = new Place(times[i], from(i), to(i));
    }
    Arrays.sort(sorted, (left, right) -> Long.compareUnsigned(left.time(), right.time()));
    clear();
    for (Place each : sorted) {
      add(each.from(), each.to());
    }
  }
}
