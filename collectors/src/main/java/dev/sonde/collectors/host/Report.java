package dev.sonde.collectors.host;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.collectors.files.Missing;
import java.util.HashMap;
import java.util.Map;

/// What the readers of one run write to. Records no series twice in a run, and nothing that is not
/// a number.
final class Report implements Missing {
  private static final int RUNS_KEPT = 256;

  private record Key(String name, Labels labels) {}

  private final Map<Key, Point> points = new HashMap<>();
  private Recorder out;
  private long run;
  private int recorded;

  Report(Recorder out) {
    this.out = out;
  }

  void begin(Recorder recorder) {
    out = recorder;
    recorded = 0;
    run++;
    if (run % RUNS_KEPT == 0) {
      points.values().removeIf(point -> point.run < run - RUNS_KEPT);
    }
  }

  /// The number of this run; the first is 1.
  long run() {
    return run;
  }

  /// How many samples this run has so far.
  int recorded() {
    return recorded;
  }

  /// The series of these labels. Ask once and keep it.
  Point point(Family family, String... labels) {
    var key = new Key(family.name(), Labels.of(labels));
    return points.computeIfAbsent(key, _ -> new Point(family, key.labels()));
  }

  /// Records a value, unless it is not a number or the series has one in this run. Says whether it
  /// was a number.
  boolean record(Point point, double value) {
    if (!Double.isFinite(value)) {
      return false;
    }
    if (point.run != run) {
      point.run = run;
      out.record(slot(point), value);
      recorded++;
    }
    return true;
  }

  /// Records a whole number through a divisor, unless the number is [Text#NONE].
  boolean record(Point point, long number, double divisor) {
    return record(point, number < 0 ? Double.NaN : number / divisor);
  }

  /// Records a whole number, unless it is [Text#NONE].
  boolean record(Point point, long number) {
    return record(point, number, 1);
  }

  @Override
  public void absent(String what, String why) {
    out.absent(what, why);
  }

  private Slot slot(Point point) {
    Slot slot = point.slot;
    if (slot == null) {
      slot = out.slot(point.family, point.labels);
      point.slot = slot;
    }
    return slot;
  }
}
