package dev.sonde.collectors.oshi;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Series;
import dev.sonde.api.Slot;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A recorder that keeps what one run records. Fails when a series is recorded twice.
final class Recording implements Recorder {
  private record Kept(Family family, Series series) implements Slot {}

  private final Map<String, Kept> slots = new HashMap<>();
  private final SortedMap<String, Double> samples = new TreeMap<>();
  private final SortedMap<String, String> absent = new TreeMap<>();
  private final Map<String, Family> families = new HashMap<>();

  void next() {
    samples.clear();
    absent.clear();
    families.clear();
  }

  /// Values by series, as [Series#toString] shows them.
  SortedMap<String, Double> samples() {
    return new TreeMap<>(samples);
  }

  SortedMap<String, String> absent() {
    return new TreeMap<>(absent);
  }

  /// Families of what was recorded, by series.
  Map<String, Family> families() {
    return families;
  }

  @Override
  public long time() {
    return 0;
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    String name = family.name() + labels;
    return slots.computeIfAbsent(
        name, _ -> new Kept(family, new Series(family.name(), labels, slots.size())));
  }

  @Override
  public void record(Slot slot, double value) {
    var kept = (Kept) slot;
    String name = kept.series.toString();
    if (samples.put(name, value) != null) {
      throw new IllegalStateException(name + " was recorded twice in one run");
    }
    families.put(name, kept.family);
  }

  @Override
  public void record(Slot slot, double value, long timeMillis) {
    record(slot, value);
  }

  @Override
  public void absent(String what, String why) {
    absent.put(what, why);
  }
}
