package dev.sonde.collectors.oshi;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one reading found, until it is back on the run's own thread. No series twice, nothing that
/// is not a number.
final class Readings {
  private record Key(Family family, Labels labels) {}

  private final Map<Key, Double> values = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  /// Keeps a value. Says whether it was a number.
  boolean add(Family family, double value, String... labels) {
    if (!Double.isFinite(value)) {
      return false;
    }
    values.putIfAbsent(new Key(family, Labels.of(labels)), value);
    return true;
  }

  /// Keeps a count or a size, which can't be below zero.
  boolean addCount(Family family, long value, String... labels) {
    return add(family, value < 0 ? Double.NaN : value, labels);
  }

  void absent(String what, String why) {
    absent.putIfAbsent(what, why);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  void record(Recorder out) {
    values.forEach((key, value) -> out.record(key.family, key.labels, value));
    absent.forEach(out::absent);
  }
}
