package dev.sonde.shippers.file;

import dev.sonde.api.Series;
import dev.sonde.wire.ByteSink;

/// How a sample becomes a line.
sealed interface Lines permits JsonLines, CsvLines, PrometheusLines {
  static Lines of(FileConfig.Format format) {
    return switch (format) {
      case JSON -> new JsonLines();
      case CSV -> new CsvLines();
      case PROMETHEUS -> new PrometheusLines();
    };
  }

  /// What stands at the top of each file, by format.
  static String header(FileConfig.Format format) {
    return switch (format) {
      case CSV -> "timestamp,name,labels,value\n";
      case JSON, PROMETHEUS -> "";
    };
  }

  /// Can a line say that a series ends?
  boolean sayEnds();

  void line(Series series, long timeMillis, double value, ByteSink out);
}
