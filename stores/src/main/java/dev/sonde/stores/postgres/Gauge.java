package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import org.jspecify.annotations.Nullable;

/// What document 001's tables hold, and where it comes from.
enum Gauge {
  CPU("metrics_cpu", "value", 100, "system_cpu_usage_total_percent", "", ""),
  RAM("metrics_ram", "value", 100, "system_memory_unavailable_percent", "", ""),
  GPU("metrics_gpu", "value", 100, "system_gpu_utilization_percent", "gpu", "0"),
  TEMPERATURE(
      "metrics_temperature", "value", 150, "system_temperature_celsius", "sensor", "primary"),
  DISK_USED("metrics_disk", "used", Long.MAX_VALUE, "system_disk_used_bytes", "mountpoint", "/"),
  DISK_FREE("metrics_disk", "free", Long.MAX_VALUE, "system_disk_free_bytes", "mountpoint", "/"),
  DISK_PERCENT("metrics_disk", "percent", 100, "system_disk_usage_percent", "mountpoint", "/");

  private static final String SCRAPED = "instance";

  private final String table;
  private final String column;
  private final double most;
  private final String metric;
  private final String label;
  private final String value;

  Gauge(String table, String column, double most, String metric, String label, String value) {
    this.table = table;
    this.column = column;
    this.most = most;
    this.metric = metric;
    this.label = label;
    this.value = value;
  }

  /// The one that a series is, if any.
  ///
  /// @param host what the label `host` must be; if null, anything that was not scraped
  static @Nullable Gauge of(Series series, @Nullable String host) {
    for (Gauge each : values()) {
      if (each.metric.equals(series.name()) && each.isIn(series.labels(), host)) {
        return each;
      }
    }
    return null;
  }

  private boolean isIn(Labels labels, @Nullable String host) {
    return (label.isEmpty() || value.equals(labels.value(label)))
        && (host == null
            ? labels.value(SCRAPED) == null
            : host.equals(labels.value(PostgresConfig.HOST)));
  }

  String table() {
    return table;
  }

  String column() {
    return column;
  }

  String metric() {
    return metric;
  }

  /// Without those that say whose it is.
  Labels labels() {
    return label.isEmpty() ? Labels.NONE : Labels.of(label, value);
  }

  boolean isDisk() {
    return this == DISK_USED || this == DISK_FREE || this == DISK_PERCENT;
  }

  /// Does the table take such a value?
  boolean takes(double number) {
    return number >= 0 && number <= most;
  }
}
