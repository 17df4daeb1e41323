package dev.sonde.wire.scrape;

import static dev.sonde.wire.scrape.ReferenceProtobuf.field;
import static dev.sonde.wire.scrape.ReferenceProtobuf.list;
import static dev.sonde.wire.scrape.ReferenceProtobuf.require;

import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Histogram;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Native histograms, taken apart bucket by bucket.
final class ReferenceHistogram {
  private static final int MOST = 160;

  private ReferenceHistogram() {}

  record Bucket(double bound, double count) {}

  static boolean isNative(DynamicMessage histogram) {
    return !list(histogram, "positive_span").isEmpty()
        || !list(histogram, "negative_span").isEmpty()
        || (double) field(histogram, "zero_threshold") > 0
        || (long) field(histogram, "zero_count") != 0
        || (double) field(histogram, "zero_count_float") > 0;
  }

  static void check(DynamicMessage histogram) throws IOException {
    if (!isNative(histogram)) {
      return;
    }
    int schema = (int) field(histogram, "schema");
    require(schema == -53 || (schema >= -4 && schema <= 8));
    double threshold = (double) field(histogram, "zero_threshold");
    require(threshold >= 0 && threshold < Double.POSITIVE_INFINITY);
    require(zero(histogram) >= 0);
    var positive = side(histogram, "positive");
    var negative = side(histogram, "negative");
    if (schema == -53) {
      var bounds = list(histogram, "bucket");
      int most = bounds.size();
      if (most > 0) {
        double last = (double) field((DynamicMessage) bounds.getLast(), "upper_bound");
        most -= last == Double.POSITIVE_INFINITY ? 1 : 0;
      }
      require(negative.isEmpty());
      require(positive.isEmpty() || (positive.firstKey() >= 0 && positive.lastKey() <= most));
    }
  }

  /// Prometheus' `Histogram.Validate`, and that a double holds the count.
  static void checkWhole(DynamicMessage histogram) throws IOException {
    if ((int) field(histogram, "schema") == Histogram.CUSTOM) {
      require((double) field(histogram, "zero_threshold") == 0 && zero(histogram) == 0);
      var whole = whole(histogram, false, false);
      for (int i = 0; i < whole.bounds(); i++) {
        require(Double.isFinite(whole.bound(i)));
        require(i == 0 || whole.bound(i) > whole.bound(i - 1));
      }
    }
    double count = ReferenceProtobuf.either(histogram, "sample_count_float", "sample_count");
    require(count >= 0);
    if (!floating(histogram)) {
      var sum = BigDecimal.valueOf(zero(histogram));
      for (var which : List.of("positive", "negative")) {
        for (double each : counts(histogram, which)) {
          sum = sum.add(BigDecimal.valueOf(each));
        }
      }
      require(count <= 0x1p53);
      int order = sum.compareTo(BigDecimal.valueOf(count));
      require(order == 0 || (order < 0 && Double.isNaN((double) field(histogram, "sample_sum"))));
    }
  }

  private static boolean floating(DynamicMessage histogram) {
    return (double) field(histogram, "sample_count_float") > 0
        || (double) field(histogram, "zero_count_float") > 0;
  }

  private static double zero(DynamicMessage histogram) {
    return floating(histogram)
        ? (double) field(histogram, "zero_count_float")
        : ReferenceProtobuf.count(histogram, "zero_count");
  }

  private static List<Double> counts(DynamicMessage histogram, String which) {
    var counts = new ArrayList<Double>();
    if (floating(histogram)) {
      list(histogram, which + "_count").forEach(each -> counts.add((Double) each));
    } else {
      long running = 0;
      for (var delta : list(histogram, which + "_delta")) {
        running += (long) delta;
        counts.add((double) running);
      }
    }
    return counts;
  }

  /// Counts by index.
  private static NavigableMap<Long, Double> side(DynamicMessage histogram, String which)
      throws IOException {
    var counts = counts(histogram, which);
    var side = new TreeMap<Long, Double>();
    long index = 0;
    boolean first = true;
    for (var each : list(histogram, which + "_span")) {
      int offset = (int) field((DynamicMessage) each, "offset");
      require(first || offset >= 0);
      first = false;
      index += offset;
      long length = Integer.toUnsignedLong((int) field((DynamicMessage) each, "length"));
      require(length <= counts.size() - side.size());
      for (long i = 0; i < length; i++) {
        double count = counts.get(side.size());
        require(count >= 0);
        side.put(index++, count);
      }
    }
    require(side.size() == counts.size());
    return side;
  }

  /// As it stands, which is as it is given.
  ///
  /// @param both are classic buckets given, too?
  static Histogram whole(DynamicMessage histogram, boolean gauge, boolean both) {
    int schema = (int) field(histogram, "schema");
    double threshold = (double) field(histogram, "zero_threshold");
    var bounds =
        list(histogram, "bucket").stream()
            .mapToDouble(each -> (double) field((DynamicMessage) each, "upper_bound"))
            .toArray();
    boolean open = bounds.length > 0 && bounds[bounds.length - 1] == Double.POSITIVE_INFINITY;
    return new Histogram(
        new Histogram.Shape(
            schema, threshold, floating(histogram), gauge, both && bounds.length > 0),
        ReferenceProtobuf.either(histogram, "sample_count_float", "sample_count"),
        (double) field(histogram, "sample_sum"),
        zero(histogram),
        spans(histogram, "positive"),
        spans(histogram, "negative"),
        schema == Histogram.CUSTOM
            ? Arrays.copyOf(bounds, bounds.length - (open ? 1 : 0))
            : new double[0]);
  }

  private static Histogram.Side spans(DynamicMessage histogram, String which) {
    var spans = list(histogram, which + "_span");
    var counts = counts(histogram, which);
    return new Histogram.Side(
        spans.stream().mapToInt(span -> (int) field((DynamicMessage) span, "offset")).toArray(),
        spans.stream().mapToInt(span -> (int) field((DynamicMessage) span, "length")).toArray(),
        counts.stream().mapToDouble(each -> each).toArray());
  }

  static List<Bucket> classic(DynamicMessage histogram) throws IOException {
    int schema = (int) field(histogram, "schema");
    var buckets = new ArrayList<Bucket>();
    if (schema == -53) {
      return buckets;
    }
    double sum = 0;
    var negative = coarse(side(histogram, "negative"), schema);
    var exponents = new ArrayList<>(negative.counts.keySet());
    Collections.reverse(exponents);
    for (int exponent : exponents) {
      sum += negative.counts.get(exponent);
      add(buckets, -Math.pow(2, exponent - negative.step), sum);
    }
    sum += zero(histogram);
    double threshold = (double) field(histogram, "zero_threshold");
    buckets.add(new Bucket(threshold, sum));
    var positive = coarse(side(histogram, "positive"), schema);
    for (var each : positive.counts.entrySet()) {
      sum += each.getValue();
      double bound = Math.pow(2, each.getKey());
      if (bound > threshold) {
        add(buckets, bound, sum);
      }
    }
    return buckets;
  }

  private static void add(List<Bucket> buckets, double bound, double sum) {
    if (bound != 0 && !Double.isInfinite(bound)) {
      buckets.add(new Bucket(bound, sum));
    }
  }

  /// @param counts by the exponent of the upper bound, without gaps
  private record Coarse(NavigableMap<Integer, Double> counts, int step) {}

  private static Coarse coarse(NavigableMap<Long, Double> side, int schema) {
    for (int target = Math.min(schema, 0); ; target--) {
      int step = 1 << -target;
      var counts = new TreeMap<Integer, Double>();
      for (var each : side.entrySet()) {
        double index = Math.ceil(each.getKey() / Math.pow(2, schema - target));
        double least = Math.floor(-1075.0 / step);
        double most = Math.ceil(1025.0 / step);
        int exponent = (int) (Math.min(Math.max(index, least), most) * step);
        counts.merge(exponent, each.getValue(), Double::sum);
      }
      if (counts.isEmpty() || (counts.lastKey() - counts.firstKey()) / step < MOST) {
        fill(counts, step);
        return new Coarse(counts, step);
      }
    }
  }

  private static void fill(NavigableMap<Integer, Double> counts, int step) {
    if (!counts.isEmpty()) {
      int last = counts.lastKey();
      for (int at = counts.firstKey(); at < last; at += step) {
        counts.putIfAbsent(at, 0.0);
      }
    }
  }
}
