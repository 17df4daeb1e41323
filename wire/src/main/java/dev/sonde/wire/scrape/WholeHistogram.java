package dev.sonde.wire.scrape;

import dev.sonde.api.Histogram;

/// What Prometheus demands of a native histogram. It refuses everything that is sent to it with one
/// that is unsound, other targets' samples too, so none may leave this page.
final class WholeHistogram {
  private static final double EXACT = 1L << 53;

  private WholeHistogram() {}

  static void check(HistogramMessage histogram, WireReader wire) throws PageException {
    if (histogram.schema() == Histogram.CUSTOM) {
      checkBounds(histogram, wire);
    }
    if (!(histogram.count() >= 0)) {
      throw wire.fail("a histogram has fewer than no observations");
    }
    if (!histogram.floating()) {
      checkCounts(histogram, wire);
    }
  }

  private static void checkBounds(HistogramMessage histogram, WireReader wire)
      throws PageException {
    if (histogram.zeroThreshold() != 0 || histogram.zeroCount() != 0) {
      throw wire.fail("a histogram with bounds of its own has a bucket of zero");
    }
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < histogram.bounds(); i++) {
      double bound = histogram.bound(i);
      if (!(bound > last && bound < Double.POSITIVE_INFINITY)) {
        throw wire.fail("a histogram's bounds do not ascend");
      }
      last = bound;
    }
  }

  /// Where the sum is no number, observations that are none are in no bucket.
  private static void checkCounts(HistogramMessage histogram, WireReader wire)
      throws PageException {
    double count = histogram.count();
    double inside = histogram.zeroCount() + histogram.positive().sum() + histogram.negative().sum();
    if (count > EXACT) {
      throw wire.fail("a histogram has more observations than can be counted exactly");
    }
    if (Double.isNaN(histogram.sum()) ? inside > count : inside != count) {
      throw wire.fail("a histogram's count is not that of its buckets");
    }
  }
}
