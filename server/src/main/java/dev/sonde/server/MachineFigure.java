package dev.sonde.server;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A number of this machine that people ask for first, and the series it is.
enum MachineFigure {
  CPU("system_cpu_usage_total_percent", "", ""),
  RAM("system_memory_unavailable_percent", "", ""),
  GPU("system_gpu_utilization_percent", "gpu", "0"),
  TEMPERATURE("system_temperature_celsius", "sensor", "primary"),
  GPU_TEMPERATURE("system_gpu_temperature_celsius", "gpu", "0"),
  DISK_TOTAL("system_disk_total_bytes", "mountpoint", "/"),
  DISK_USED("system_disk_used_bytes", "mountpoint", "/"),
  DISK_FREE("system_disk_free_bytes", "mountpoint", "/"),
  DISK_PERCENT("system_disk_usage_percent", "mountpoint", "/");

  private final String series;
  private final String label;
  private final String value;

  MachineFigure(String series, String label, String value) {
    this.series = series;
    this.label = label;
    this.value = value;
  }

  /// The metric's name.
  String series() {
    return series;
  }

  /// Is it this series of that name, whatever other labels it has?
  boolean is(Labels labels) {
    return label.isEmpty() || value.equals(labels.value(label));
  }

  /// The one that a series is.
  static Optional<MachineFigure> of(String name, Labels labels) {
    return Arrays.stream(values())
        .filter(each -> each.series.equals(name) && each.is(labels))
        .findFirst();
  }

  /// What some are in a store, where other machines may have the same, and little beside: one
  /// question has one answer, while two may have a batch between them.
  ///
  /// @param identity this machine's
  static Selection stored(Collection<MachineFigure> figures, Labels identity) {
    var matchers = new ArrayList<Matcher>();
    matchers.add(
        Matcher.isOneOf(Matcher.NAME, figures.stream().map(MachineFigure::series).toList()));
    Map<String, Set<String>> labels = new TreeMap<>();
    for (MachineFigure each : figures) {
      if (!each.label.isEmpty()) {
        labels.computeIfAbsent(each.label, _ -> new TreeSet<>(Set.of(""))).add(each.value);
      }
    }
    labels.forEach((name, values) -> matchers.add(Matcher.isOneOf(name, values)));
    identity.forEach((name, own) -> matchers.add(Matcher.is(name, own)));
    return new Selection(matchers);
  }
}
