package dev.sonde.wire.protobuf;

import dev.sonde.wire.BodyException;
import java.util.Arrays;

/// Numbers of one metric, kept in room that is used again.
public final class DoubleList {
  /// More than that no metric has of anything.
  public static final int MOST = 1 << 14;

  private double[] numbers = new double[16];
  private int size;

  public void clear() {
    size = 0;
  }

  public void shorten(int to) {
    size = to;
  }

  public int size() {
    return size;
  }

  public double at(int index) {
    return numbers[index];
  }

  public void add(WireReader wire, double number) throws BodyException {
    if (size == MOST) {
      throw wire.fail("a metric has more than " + MOST + " buckets, spans or quantiles");
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }
}
