package dev.sonde.wire.otlp;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Records the series of one point after the other.
final class PointWriter {
  private final SeriesKey key = new SeriesKey();
  private final OtlpLimits limits;
  private final Push push;
  private final Function<String, Family> about = this::about;
  private MetricHead head = new MetricHead("", "", "", "", Temporality.UNSPECIFIED, Kind.UNKNOWN);
  private SortedMap<String, String> labels = new TreeMap<>();
  private long time;
  private boolean whole;

  PointWriter(OtlpLimits limits, Push push) {
    this.limits = limits;
    this.push = push;
  }

  void begin(MetricHead metric, SortedMap<String, String> own, long timeMillis) {
    head = metric;
    labels = own;
    time = timeMillis;
    whole = true;
  }

  /// What is wrong with the labels; empty when nothing is.
  String flaw() {
    return limits.flaw(labels);
  }

  /// Whose total it is, when it is told by how much it grew.
  DeltaTotals.Series series(String meaning) {
    return new DeltaTotals.Series(head.name(), Labels.of(labels), meaning);
  }

  void write(String suffix, double value) {
    write(suffix, "", "", value);
  }

  /// @param label one more, or none when it is empty
  void write(String suffix, String label, String text, double value) {
    key.clear();
    key.name(head.name() + suffix);
    labels.forEach((name, each) -> {
      if (!name.equals(label)) {
        key.label(name, each);
      }
    });
    if (!label.isEmpty()) {
      key.label(label, text);
    }
    whole &= push.record(push.slot(key, about), value, time);
  }

  void attach(Extra extra) {
    push.attach(extra);
  }

  void attach(List<Exemplar> exemplars) {
    exemplars.forEach(push::attach);
  }

  /// Was all of the point taken?
  boolean isWhole() {
    return whole;
  }

  private Family about(String name) {
    return new Family(name, head.kind(), head.unit(), head.help());
  }
}
