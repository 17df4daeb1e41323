package dev.sonde.client.opentelemetry;

import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;

/// A point of a histogram with bounds of its own, in numbers.
final class ClassicPoint {
  private ClassicPoint() {}

  /// What is wrong with it; empty when nothing is.
  static String flaw(HistogramPointData point) {
    List<Double> bounds = point.getBoundaries();
    if (point.getCounts().size() != bounds.size() + 1) {
      return "a histogram has as many bounds as buckets, or more";
    }
    double last = Double.NEGATIVE_INFINITY;
    for (double each : bounds) {
      if (!(each > last && each < Double.POSITIVE_INFINITY)) {
        return "a histogram's bounds do not ascend";
      }
      last = each;
    }
    long inside = 0;
    for (long each : point.getCounts()) {
      inside += each;
    }
    return inside == point.getCount() ? "" : "a histogram's count is not that of its buckets";
  }

  /// What each bucket has, then the count and the sum.
  static double[] numbers(HistogramPointData point) {
    int buckets = point.getCounts().size();
    var numbers = new double[buckets + 2];
    for (int i = 0; i < buckets; i++) {
      numbers[i] = point.getCounts().get(i);
    }
    numbers[buckets] = point.getCount();
    numbers[buckets + 1] = point.getSum();
    return numbers;
  }

  static double[] numbers(List<Long> counts) {
    return counts.stream().mapToDouble(Long::doubleValue).toArray();
  }

  /// The bucket that a value falls into: the first whose bound is not below it.
  static int bucket(List<Double> bounds, double value) {
    int bucket = 0;
    while (bucket < bounds.size() && value > bounds.get(bucket)) {
      bucket++;
    }
    return bucket;
  }
}
