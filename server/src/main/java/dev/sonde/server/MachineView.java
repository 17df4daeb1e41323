package dev.sonde.server;

import dev.sonde.engine.Snapshot;
import java.util.OptionalDouble;

/// The few numbers of this machine that people ask for first. Absent when not measured.
record MachineView(
    OptionalDouble cpu,
    OptionalDouble ram,
    OptionalDouble gpu,
    OptionalDouble temperature,
    OptionalDouble diskTotal,
    OptionalDouble diskUsed,
    OptionalDouble diskFree,
    OptionalDouble diskPercent,
    long timeMillis) {

  static MachineView of(Snapshot from) {
    return new MachineView(
        find(from, "system_cpu_usage_total_percent", "", ""),
        find(from, "system_memory_unavailable_percent", "", ""),
        find(from, "system_gpu_utilization_percent", "gpu", "0"),
        find(from, "system_temperature_celsius", "sensor", "primary"),
        find(from, "system_disk_total_bytes", "mountpoint", "/"),
        find(from, "system_disk_used_bytes", "mountpoint", "/"),
        find(from, "system_disk_free_bytes", "mountpoint", "/"),
        find(from, "system_disk_usage_percent", "mountpoint", "/"),
        time(from));
  }

  private static OptionalDouble find(Snapshot from, String name, String label, String value) {
    for (int row = from.first(name);
        row < from.size() && from.series(row).name().equals(name);
        row++) {
      if (label.isEmpty() || value.equals(from.series(row).labels().value(label))) {
        return OptionalDouble.of(from.value(row));
      }
    }
    return OptionalDouble.empty();
  }

  /// When the memory was read, which every machine has: the instant of the host's last collection.
  private static long time(Snapshot from) {
    int row = from.first("system_memory_total_bytes");
    return row < from.size() ? from.time(row) : 0;
  }
}
