package dev.sonde.server;

import dev.sonde.api.Labels;

/// A number of a GPU that its page shows, and the series it is.
enum GpuFigure {
  UP("system_gpu_up", "", ""),
  UTILIZATION("system_gpu_utilization_percent", "", ""),
  TEMPERATURE("system_gpu_temperature_celsius", "", ""),
  MEMORY_USED("system_gpu_memory_used_bytes", "", ""),
  MEMORY_TOTAL("system_gpu_memory_total_bytes", "", ""),
  POWER_DRAW("system_gpu_power_usage_milliwatts", "", ""),
  POWER_LIMIT("system_gpu_power_limit_milliwatts", "", ""),
  CLOCK_GRAPHICS("system_gpu_clock_graphics_mhz", "", ""),
  CLOCK_MEMORY("system_gpu_clock_memory_mhz", "", ""),
  FAN("system_gpu_fan_speed_percent", "", ""),
  STALLED("system_gpu_stalled_seconds", "", ""),
  THERMAL("system_gpu_throttled", "reason", "thermal"),
  HARDWARE_THERMAL("system_gpu_throttled", "reason", "hardware_thermal"),
  POWER_BRAKE("system_gpu_throttled", "reason", "power_brake"),
  UNCORRECTED("system_gpu_ecc_errors_total", "type", "uncorrected");

  private final String series;
  private final String label;
  private final String value;

  GpuFigure(String series, String label, String value) {
    this.series = series;
    this.label = label;
    this.value = value;
  }

  /// The metric's name.
  String series() {
    return series;
  }

  /// Is it this series of that name?
  boolean is(Labels labels) {
    return label.isEmpty() || value.equals(labels.value(label));
  }
}
