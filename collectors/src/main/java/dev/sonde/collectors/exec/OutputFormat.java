package dev.sonde.collectors.exec;

/// What a command prints.
public enum OutputFormat {
  /// Prometheus' text; OpenMetrics where the last line is `# EOF`.
  PROMETHEUS,
  /// An object of numbers, or a list of samples.
  JSON,
  /// InfluxDB's line protocol.
  INFLUX
}
