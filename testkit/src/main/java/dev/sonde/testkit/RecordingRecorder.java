package dev.sonde.testkit;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keeps what a collector records, run by run, so that a test can look at it. Slots live as long as
/// the recorder, as they do in the engine. For one thread.
public final class RecordingRecorder implements Recorder {
  private record Key(String name, Labels labels) {}

  private record Kept(Family family, Labels labels) implements Slot {}

  private final Map<Key, Kept> slots = new HashMap<>();
  private final List<Recorded> recorded = new ArrayList<>();
  private final Map<String, String> absent = new TreeMap<>();
  private long timeMillis;
  private boolean open;

  /// Begins a run; what earlier runs recorded is forgotten, their slots are not.
  public RecordingRecorder open(long atMillis) {
    timeMillis = atMillis;
    recorded.clear();
    absent.clear();
    open = true;
    return this;
  }

  /// Ends the run: from now on everything throws.
  public void close() {
    open = false;
  }

  /// What the run recorded, in order.
  public List<Recorded> recorded() {
    return List.copyOf(recorded);
  }

  /// What the run recorded, as sorted lines of `name{labels} value`.
  public String page() {
    return recorded.stream()
        .map(Recorded::toString)
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// The value of a series in this run.
  ///
  /// @throws AssertionError when it was not recorded
  public double value(String series) {
    for (Recorded each : recorded) {
      if (each.series().equals(series)) {
        return each.value();
      }
    }
    throw new AssertionError(series + " was not recorded; there are:\n" + page());
  }

  /// The run's values by series.
  ///
  /// @throws AssertionError when a series was recorded twice
  public SortedMap<String, Double> samples() {
    var samples = new TreeMap<String, Double>();
    for (Recorded each : recorded) {
      if (samples.put(each.series(), each.value()) != null) {
        throw new AssertionError(each.series() + " was recorded twice in one run");
      }
    }
    return samples;
  }

  /// The run's families by series.
  public Map<String, Family> families() {
    var families = new TreeMap<String, Family>();
    recorded.forEach(each -> families.put(each.series(), each.family()));
    return families;
  }

  /// What the run could not measure, and why.
  public SortedMap<String, String> absent() {
    return new TreeMap<>(absent);
  }

  @Override
  public long time() {
    return timeMillis;
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    refuseWhenClosed();
    return slots.computeIfAbsent(new Key(family.name(), labels), _ -> new Kept(family, labels));
  }

  @Override
  public void record(Slot slot, double value) {
    record(slot, value, timeMillis);
  }

  @Override
  public void record(Slot slot, double value, long sampleMillis) {
    refuseWhenClosed();
    Kept kept = (Kept) slot;
    recorded.add(new Recorded(kept.family(), kept.labels(), sampleMillis, value));
  }

  @Override
  public void absent(String what, String why) {
    refuseWhenClosed();
    absent.put(what, why);
  }

  private void refuseWhenClosed() {
    if (!open) {
      throw new IllegalStateException("no run is open");
    }
  }
}
