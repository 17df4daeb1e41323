package dev.sonde.wire.statsd;

import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import dev.sonde.wire.histogram.Thresholds;
import java.util.ArrayList;
import java.util.List;

/// What came under one name with its tags: its meter, and the series that it makes. A meter writes
/// its samples in the same order each time, so a slot is found by its place.
final class Metered {
  private static final String HELP = "What came by StatsD.";

  private final StatsdType type;
  private final String name;
  private final Labels labels;
  private final Kind kind;
  private final Meter meter;
  private final List<Slot> slots = new ArrayList<>();
  private long lastMillis;

  Metered(StatsdType type, String name, Labels labels, Kind kind, Meter meter) {
    this.type = type;
    this.name = name;
    this.labels = labels;
    this.kind = kind;
    this.meter = meter;
  }

  StatsdType type() {
    return type;
  }

  /// May it have its labels?
  boolean isSound() {
    return kind != Kind.HISTOGRAM || labels.value("le") == null;
  }

  Meter meter() {
    return meter;
  }

  void touch(long nowMillis) {
    lastMillis = nowMillis;
  }

  boolean isIdle(long nowMillis, long longest) {
    return nowMillis - lastMillis > longest;
  }

  /// Records what it has come to.
  ///
  /// @return how many samples
  int write(Emitter out) {
    var writing = new Writing(out);
    meter.write(writing);
    return writing.next;
  }

  void end(Emitter out) {
    slots.forEach(out::end);
    slots.clear();
  }

  private final class Writing implements Meter.Flush {
    private final Emitter out;
    private int next;

    Writing(Emitter out) {
      this.out = out;
    }

    @Override
    public void sample(String suffix, double value) {
      if (next == slots.size()) {
        add(suffix, labels);
      }
      record(value);
    }

    @Override
    public void bucket(double bound, double count) {
      if (next == slots.size()) {
        add("_bucket", labels.with("le", Thresholds.text(bound)));
      }
      record(count);
    }

    private void add(String suffix, Labels own) {
      slots.add(out.slot(new Family(name + suffix, kind, "", HELP), own));
    }

    private void record(double value) {
      out.record(slots.get(next), value);
      next++;
    }
  }
}
