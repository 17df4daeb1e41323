package dev.sonde.wire.histogram;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The series that are made of one with native histograms, each once. Those of buckets share their
/// name and all labels but `le`.
final class ClassicSeries {
  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String SUM = "_sum";
  static final List<String> SUFFIXES = List.of(BUCKET, COUNT, SUM);

  private final ClassicLabels labels;
  private final Series count;
  private final Series sum;
  private final String bucket;
  private final Labels common;
  private final Map<Double, Series> buckets = new HashMap<>();

  ClassicSeries(Series of, ClassicLabels labels) {
    this.labels = labels;
    Labels all = of.labels();
    count = new Series(of.name() + COUNT, all, labels.index());
    sum = new Series(of.name() + SUM, all, labels.index());
    bucket = of.name() + BUCKET;
    common = all.value(ClassicLabels.NAME) == null ? all : all.with(ClassicLabels.NAME, "");
  }

  Series count() {
    return count;
  }

  Series sum() {
    return sum;
  }

  Series bucket(double bound) {
    return buckets.computeIfAbsent(
        bound + 0.0, each -> new Series(bucket, labels.of(each), common, labels.index()));
  }
}
