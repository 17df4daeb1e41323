package dev.sonde.wire.otlp;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.histogram.Thresholds;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Records the series of one point after the other.
///
/// # Implementation notes
///
/// The first series of a point is recalled before anything is said about the point. If it is known,
/// its name and labels were found sound before, and so they are for all that follow.
final class PointWriter {
  private final SeriesKey key = new SeriesKey();
  private final PointNames names;
  private final OtlpLimits limits;
  private final Push push;
  private final Function<String, Family> about = this::about;
  private @Nullable SortedMap<String, String> labels;
  private @Nullable Slot first;
  private long mark;
  private int written;
  private long time;
  private boolean whole;

  /// @param names of the point that was begun last
  PointWriter(PointNames names, OtlpLimits limits, Push push) {
    this.names = names;
    this.limits = limits;
    this.push = push;
  }

  /// @param markOfAll stands for what its series are called, each by its place
  void begin(long markOfAll, long timeMillis) {
    mark = markOfAll;
    time = timeMillis;
    labels = null;
    written = 0;
    whole = true;
    first = push.recall(mark(0));
  }

  /// What is wrong with the name or the labels; empty when nothing is.
  String flaw() throws BodyException {
    if (first != null) {
      return "";
    }
    return names.head().name().isEmpty() ? "there is no metric name" : limits.flaw(labels());
  }

  /// Whose total it is, when it is told by how much it grew.
  DeltaTotals.Series series(String meaning) throws BodyException {
    return new DeltaTotals.Series(names.head().name(), Labels.of(labels()), meaning);
  }

  void write(String suffix, double value) throws BodyException {
    write(suffix, "", 0, value);
  }

  /// @param label one more with that threshold, or none when it is empty
  void write(String suffix, String label, double threshold, double value) throws BodyException {
    whole &= push.record(slot(suffix, label, threshold), value, time);
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

  private Slot slot(String suffix, String label, double threshold) throws BodyException {
    long its = mark(written);
    Slot known = written == 0 ? first : push.recall(its);
    written++;
    if (known != null) {
      return known;
    }
    fill(suffix, label, threshold);
    Slot slot = push.slot(key, about);
    push.remember(slot, its);
    return slot;
  }

  private long mark(int place) {
    return TextHash.finished(TextHash.mixed(mark, place));
  }

  private void fill(String suffix, String label, double threshold) throws BodyException {
    key.clear();
    key.name(names.head().name() + suffix);
    labels()
        .forEach((name, each) -> {
          if (!name.equals(label)) {
            key.label(name, each);
          }
        });
    if (!label.isEmpty()) {
      key.label(label, Thresholds.text(threshold));
    }
  }

  private SortedMap<String, String> labels() throws BodyException {
    SortedMap<String, String> made = labels == null ? names.labels() : labels;
    labels = made;
    return made;
  }

  private Family about(String name) {
    MetricHead head = names.head();
    return new Family(name, head.kind(), head.unit(), head.help());
  }
}
