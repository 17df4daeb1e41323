package dev.sonde.wire.histogram;

import dev.sonde.api.Histogram;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Cumulative buckets, each added up anew from all native ones. For histograms whose sides have few
/// enough.
///
/// @param positive counts by index
/// @param negative counts by index
record ReferenceBuckets(
    Histogram.Shape shape,
    double zeroCount,
    NavigableMap<Integer, Double> positive,
    NavigableMap<Integer, Double> negative) {

  /// Counts by `le`, without infinity.
  Map<Double, Double> counts() {
    var counts = new TreeMap<Double, Double>();
    double zero = shape.zeroThreshold();
    double width = Math.pow(2, -shape.schema());
    double step = Math.max(1, width);
    double below = negative.values().stream().mapToDouble(each -> each).sum();
    counts.put(zero, below + zeroCount);
    for (double e = first(negative, width, step); e <= last(negative, width, step); e += step) {
      double nearer = e - step;
      double count = 0;
      for (var each : negative.entrySet()) {
        count += (each.getKey() - 1) * width >= nearer ? each.getValue() : 0;
      }
      counts.put(-Math.pow(2, nearer), count);
    }
    for (double e = first(positive, width, step); e <= last(positive, width, step); e += step) {
      double count = below + zeroCount;
      for (var each : positive.entrySet()) {
        count += each.getKey() * width <= e ? each.getValue() : 0;
      }
      if (Math.pow(2, e) > zero) {
        counts.put(Math.pow(2, e), count);
      }
    }
    return counts;
  }

  private static double first(NavigableMap<Integer, Double> side, double width, double step) {
    return side.isEmpty() ? 1 : Math.ceil(side.firstKey() * width / step) * step;
  }

  private static double last(NavigableMap<Integer, Double> side, double width, double step) {
    return side.isEmpty() ? 0 : Math.ceil(side.lastKey() * width / step) * step;
  }
}
