package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The newest values of everything a collector measures: a run that somebody asked for measures one
/// container, and the others do not end with it. For one thread at a time.
final class Latest {
  private static final int INTERVALS = 2;

  private record Entry(long nanos, List<MetricValue> values) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Duration longest;

  /// @param interval two of them without a reading, and a container's values are gone
  Latest(Duration interval) {
    this.longest = interval.multipliedBy(INTERVALS);
  }

  /// A run that measured everything: what it did not find is gone.
  void replace(Map<String, List<MetricValue>> found, long nowNanos) {
    entries.clear();
    put(found, nowNanos);
  }

  /// A run that measured some of it.
  ///
  /// @param asked whom it asked about: those that it did not find are gone
  /// @param present all that still exist
  void update(
      Map<String, List<MetricValue>> found,
      List<Container> asked,
      List<Container> present,
      long nowNanos) {
    asked.forEach(each -> entries.remove(each.id()));
    Set<String> ids = present.stream().map(Container::id).collect(Collectors.toSet());
    entries.keySet().retainAll(ids);
    entries.values().removeIf(each -> nowNanos - each.nanos > longest.toNanos());
    put(found, nowNanos);
  }

  List<MetricValue> values() {
    return entries.values().stream().flatMap(each -> each.values.stream()).toList();
  }

  private void put(Map<String, List<MetricValue>> found, long nowNanos) {
    found.forEach((id, values) -> entries.put(id, new Entry(nowNanos, values)));
  }
}
