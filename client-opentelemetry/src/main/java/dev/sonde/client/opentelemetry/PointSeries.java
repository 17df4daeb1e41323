package dev.sonde.client.opentelemetry;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.client.MetricsSink;
import dev.sonde.wire.histogram.Thresholds;
import java.util.ArrayList;
import java.util.List;

/// The series that one point of a metric becomes, each looked up once. For one thread at a time.
final class PointSeries {
  private final MetricsSink sink;
  private final Family family;
  private final Labels labels;
  private final String flaw;
  private List<Double> thresholds = List.of();
  private List<Series> series = List.of();

  /// @param family its name is without what tells parts apart
  /// @param flaw why it has none; empty when it has
  PointSeries(MetricsSink sink, Family family, Labels labels, String flaw) {
    this.sink = sink;
    this.family = family;
    this.labels = labels;
    this.flaw = flaw;
  }

  /// Why the point can't be taken, whatever it says; empty when it can.
  String flaw() {
    return flaw;
  }

  /// Its metric's name.
  String name() {
    return family.name();
  }

  /// What tells it from other points of the metric.
  Labels labels() {
    return labels;
  }

  /// The one of a number or a native histogram.
  Series only() {
    if (series.isEmpty()) {
      series = List.of(sink.series(family, labels));
    }
    return series.getFirst();
  }

  /// One for each bound, one for all, one for the count and one for the sum.
  ///
  /// @param bounds those below infinity
  List<Series> buckets(List<Double> bounds) {
    if (series.isEmpty() || !thresholds.equals(bounds)) {
      var each = new ArrayList<>(bounds);
      each.add(Double.POSITIVE_INFINITY);
      series = made("_bucket", "le", each);
      thresholds = List.copyOf(bounds);
    }
    return series;
  }

  /// One for each quantile, one for the count and one for the sum.
  List<Series> quantiles(List<Double> quantiles) {
    if (series.isEmpty() || !thresholds.equals(quantiles)) {
      series = made("", "quantile", quantiles);
      thresholds = List.copyOf(quantiles);
    }
    return series;
  }

  private List<Series> made(String part, String label, List<Double> at) {
    var all = new ArrayList<Series>();
    for (double each : at) {
      var more = labels.map();
      more.put(label, Thresholds.text(each));
      all.add(sink.series(part(part), Labels.of(more)));
    }
    all.add(sink.series(part("_count"), labels));
    all.add(sink.series(part("_sum"), labels));
    return List.copyOf(all);
  }

  private Family part(String suffix) {
    return new Family(family.name() + suffix, family.kind(), family.unit(), family.help());
  }
}
