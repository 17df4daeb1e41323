package dev.sonde.wire.scrape;

import java.util.Arrays;

/// Numbers of one metric, kept in room that is used again.
final class DoubleList {
  /// More than that no metric has of anything.
  static final int MOST = 1 << 14;

  private double[] numbers = new double[16];
  private int size;

  void clear() {
    size = 0;
  }

  void shorten(int to) {
    size = to;
  }

  int size() {
    return size;
  }

  double at(int index) {
    return numbers[index];
  }

  void add(WireReader wire, double number) throws PageException {
    if (size == MOST) {
      throw wire.fail("a metric has more than " + MOST + " buckets, spans or quantiles");
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }
}
