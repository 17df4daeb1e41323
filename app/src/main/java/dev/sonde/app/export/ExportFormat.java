package dev.sonde.app.export;

import java.util.Locale;

/// How samples are written down.
public enum ExportFormat {
  /// A row for each sample, as the shipper `file` writes them.
  CSV,
  /// An object for each sample, a line each, as the shipper `file` writes them.
  JSON,
  /// Prometheus text 0.0.4 with timestamps in milliseconds.
  PROMETHEUS,
  /// OpenMetrics text 1.0.0 with timestamps in seconds.
  OPENMETRICS;

  /// As it is written on a command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
