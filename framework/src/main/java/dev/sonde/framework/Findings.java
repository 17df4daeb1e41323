package dev.sonde.framework;

import dev.sonde.api.framework.MetricValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one run has found so far, by container; what belongs to none stands under [#SYSTEM]. Once
/// closed, everything throws: an attempt that was given up adds nothing. Safe for all threads.
final class Findings {
  static final String SYSTEM = "";

  private final Map<String, List<MetricValue>> values = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Exception> failures = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();
  private boolean closed;

  synchronized void found(String id, List<MetricValue> measured) {
    refuseWhenClosed();
    values.put(id, List.copyOf(measured));
    failures.remove(id);
  }

  /// @param name for people, empty for the system
  synchronized void failed(String id, String name, Exception why) {
    refuseWhenClosed();
    names.put(id, name);
    failures.put(id, why);
  }

  synchronized void absent(Map<String, String> missing) {
    refuseWhenClosed();
    absent.putAll(missing);
  }

  synchronized void close() {
    closed = true;
  }

  synchronized boolean has(String id) {
    return values.containsKey(id);
  }

  synchronized boolean isWhole() {
    return failures.isEmpty();
  }

  synchronized Map<String, List<MetricValue>> values() {
    return new LinkedHashMap<>(values);
  }

  synchronized Map<String, String> absences() {
    return new LinkedHashMap<>(absent);
  }

  /// One for all that failed. Call only when something did.
  synchronized Exception failure() {
    var first = failures.entrySet().iterator().next();
    String name = names.getOrDefault(first.getKey(), "");
    if (failures.size() == 1 && name.isEmpty()) {
      return first.getValue();
    }
    int all = failures.size() + values.size();
    return new CollectionException(
        failures.size() + " of " + all + " failed; " + name + ": " + Words.of(first.getValue()),
        first.getValue());
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("this run is over");
    }
  }
}
