package dev.sonde.wire.histogram;

import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Side;

/// What Prometheus demands of a native histogram. It refuses everything that is sent to it with one
/// that is unsound, other targets' samples too, so none may come in.
public final class SoundHistogram {
  private static final double EXACT = 1L << 53;

  private SoundHistogram() {}

  /// What is wrong with one; empty when nothing is.
  public static String flaw(Histogram of) {
    int schema = of.shape().schema();
    if (schema != Histogram.CUSTOM && (schema < Histogram.COARSEST || schema > Histogram.FINEST)) {
      return "a histogram has schema " + schema + ", which is not known";
    }
    double threshold = of.shape().zeroThreshold();
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      return "a histogram's zero threshold is no number from 0 on";
    }
    if (!(of.count() >= 0)) {
      return "a histogram has fewer than no observations";
    }
    String flaw = schema == Histogram.CUSTOM ? custom(of) : "";
    return flaw.isEmpty() ? buckets(of) : flaw;
  }

  private static String buckets(Histogram of) {
    if (!(of.zeroCount() >= 0) || !isSound(of.positive()) || !isSound(of.negative())) {
      return "a histogram's bucket has less than nothing";
    }
    if (overlaps(of.positive()) || overlaps(of.negative())) {
      return "a span of a histogram overlaps the one before";
    }
    return of.shape().floating() ? "" : whole(of);
  }

  private static String custom(Histogram of) {
    if (of.shape().zeroThreshold() != 0 || of.zeroCount() != 0) {
      return "a histogram with bounds of its own has a bucket of zero";
    }
    if (of.negative().size() > 0) {
      return "a histogram with bounds of its own has buckets below zero";
    }
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < of.bounds(); i++) {
      if (!(of.bound(i) > last && of.bound(i) < Double.POSITIVE_INFINITY)) {
        return "a histogram's bounds do not ascend";
      }
      last = of.bound(i);
    }
    return fits(of.positive(), of.bounds()) ? "" : "a histogram has more buckets than bounds";
  }

  private static boolean fits(Side side, int last) {
    long next = 0;
    boolean fits = true;
    for (int row = 0; row < side.rows(); row++) {
      long first = next + side.gap(row);
      next = first + side.length(row);
      fits &= first >= 0 && next - 1 <= last;
    }
    return fits;
  }

  private static boolean isSound(Side side) {
    for (int i = 0; i < side.size(); i++) {
      if (!(side.count(i) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlaps(Side side) {
    for (int row = 1; row < side.rows(); row++) {
      if (side.gap(row) < 0) {
        return true;
      }
    }
    return false;
  }

  /// Where the sum is no number, observations that are none are in no bucket.
  private static String whole(Histogram of) {
    double inside = of.zeroCount() + sum(of.positive()) + sum(of.negative());
    if (of.count() > EXACT) {
      return "a histogram has more observations than can be counted exactly";
    }
    boolean adds = Double.isNaN(of.sum()) ? inside <= of.count() : inside == of.count();
    return adds ? "" : "a histogram's count is not that of its buckets";
  }

  private static double sum(Side side) {
    double sum = 0;
    for (int i = 0; i < side.size(); i++) {
      sum += side.count(i);
    }
    return sum;
  }
}
