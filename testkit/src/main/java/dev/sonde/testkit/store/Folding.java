package dev.sonde.testkit.store;

import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Steps;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Steps of one series, as plainly as it can be said.
final class Folding {
  private static final double MILLIS = 1000;

  /// A NaN that no fold of numbers gives: infinities may well sum up to one.
  private static final double NO_POINT = Stale.marker();

  private Folding() {}

  static NavigableMap<Long, Double> of(NavigableMap<Long, Double> samples, Steps steps, Fold fold) {
    var points = new TreeMap<Long, Double>();
    var within = samples.subMap(steps.fromMillis(), steps.span().toMillis());
    for (Map.Entry<Long, Double> each : within.entrySet()) {
      if (!Double.isNaN(each.getValue())) {
        points.putIfAbsent(steps.start(steps.of(each.getKey())), Double.NaN);
      }
    }
    points.replaceAll((start, _) -> point(samples, start, start + steps.stepMillis(), fold));
    points.values().removeIf(Stale::is);
    return points;
  }

  private static double point(NavigableMap<Long, Double> samples, long from, long to, Fold fold) {
    double[] values =
        samples.subMap(from, to).values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return switch (fold) {
      case AVERAGE -> sum / values.length;
      case MINIMUM -> least;
      case MAXIMUM -> most;
      case LAST -> values[values.length - 1];
      case SUM -> sum;
      case COUNT -> values.length;
      case RATE -> rate(samples, from, to);
    };
  }

  private static double rate(NavigableMap<Long, Double> samples, long from, long to) {
    double growth = 0;
    long millis = 0;
    Map.Entry<Long, Double> before = null;
    for (Map.Entry<Long, Double> each :
        samples.subMap(from - History.REACH_MILLIS, to).entrySet()) {
      double value = each.getValue();
      if (Stale.is(value)) {
        before = null;
      } else if (!Double.isNaN(value)) {
        if (before != null && isPair(before.getKey(), each.getKey(), from)) {
          double last = before.getValue();
          growth += value >= last ? value - last : value;
          millis += each.getKey() - before.getKey();
        }
        before = each;
      }
    }
    return millis == 0 ? NO_POINT : growth / (millis / MILLIS);
  }

  private static boolean isPair(long earlier, long later, long from) {
    return later >= from && later - earlier <= History.REACH_MILLIS;
  }
}
