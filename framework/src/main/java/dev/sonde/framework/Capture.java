package dev.sonde.framework;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.framework.MetricValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Takes what an agent's collector records in one run, as values. Once taken, everything throws:
/// what a late thread still tries goes nowhere. Safe for all threads.
final class Capture implements Recorder {
  /// Good for every run, as it holds nothing of any.
  private record Named(Family family, Labels labels) implements Slot {}

  private final long timeMillis;
  private final List<MetricValue> values = new ArrayList<>();
  private final Map<String, String> absent = new TreeMap<>();
  private boolean closed;

  Capture(long timeMillis) {
    this.timeMillis = timeMillis;
  }

  @Override
  public long time() {
    return timeMillis;
  }

  @Override
  public synchronized Slot slot(Family family, Labels labels) {
    refuseWhenClosed();
    return new Named(family, labels);
  }

  @Override
  public void record(Slot slot, double value) {
    take(slot, value, Optional.empty());
  }

  @Override
  public void record(Slot slot, double value, long sampleMillis) {
    take(slot, value, Optional.of(Instant.ofEpochMilli(sampleMillis)));
  }

  @Override
  public synchronized void absent(String what, String why) {
    refuseWhenClosed();
    absent.put(what, why);
  }

  /// Ends the run.
  synchronized void close() {
    closed = true;
  }

  /// What was recorded, in order. Call after [#close].
  synchronized List<MetricValue> values() {
    return List.copyOf(values);
  }

  /// What could not be measured, and why. Call after [#close].
  synchronized Map<String, String> absences() {
    return Map.copyOf(absent);
  }

  private synchronized void take(Slot slot, double value, Optional<Instant> at) {
    refuseWhenClosed();
    if (!(slot instanceof Named(Family family, Labels labels))) {
      throw new IllegalArgumentException("this slot belongs to another component");
    }
    values.add(new MetricValue(family, value, labels, at));
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("this run is over");
    }
  }
}
