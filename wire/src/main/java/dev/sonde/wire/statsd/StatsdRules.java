package dev.sonde.wire.statsd;

import java.util.List;

/// What values add up to, and how much is remembered.
///
/// @param timers upper bounds of timers' buckets, in seconds, ascending
/// @param histograms upper bounds of other observations' buckets, ascending
/// @param mostSeries what is counted, timed or observed at once; a histogram is one
/// @param mostMembers of one set between two flushes
/// @param idleMillis how long something is remembered of which nothing comes
public record StatsdRules(
    List<Double> timers,
    List<Double> histograms,
    int mostSeries,
    int mostMembers,
    long idleMillis) {
  /// Timers from 5 ms to 10 s, other observations in powers of ten from a thousandth to a million,
  /// 10,000 series, 10,000 members, an hour.
  public static final StatsdRules USUAL =
      new StatsdRules(
          List.of(.005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.),
          List.of(.001, .01, .1, 1., 10., 100., 1e3, 1e4, 1e5, 1e6),
          10_000,
          10_000,
          3_600_000);

  public StatsdRules {
    timers = checked(timers);
    histograms = checked(histograms);
    if (mostSeries < 1 || mostMembers < 1 || idleMillis < 1) {
      throw new IllegalArgumentException("one of each at least");
    }
  }

  private static List<Double> checked(List<Double> bounds) {
    double below = Double.NEGATIVE_INFINITY;
    for (double each : bounds) {
      if (!(each > below) || Double.isInfinite(each)) {
        throw new IllegalArgumentException("bounds of buckets are finite and ascend");
      }
      below = each;
    }
    return List.copyOf(bounds);
  }
}
