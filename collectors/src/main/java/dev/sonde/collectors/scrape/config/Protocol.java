package dev.sonde.collectors.scrape.config;

import java.util.List;
import java.util.stream.Stream;

/// A form of page that a target is asked for, as Prometheus names them.
public enum Protocol {
  /// Protobuf, delimited.
  PROTOBUF(
      "PrometheusProto",
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
      true),
  /// OpenMetrics 1.0.0.
  OPENMETRICS_1("OpenMetricsText1.0.0", "application/openmetrics-text;version=1.0.0", true),
  /// OpenMetrics 0.0.1.
  OPENMETRICS_0("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1", false),
  /// Prometheus text 1.0.0: names may be any UTF-8.
  TEXT_1("PrometheusText1.0.0", "text/plain;version=1.0.0", true),
  /// Prometheus text 0.0.4.
  TEXT_0("PrometheusText0.0.4", "text/plain;version=0.0.4", false);

  /// What is asked for unless somebody says otherwise.
  public static final List<Protocol> USUAL = List.of(OPENMETRICS_1, OPENMETRICS_0, TEXT_1, TEXT_0);

  private final String written;
  private final String mediaType;
  private final boolean escapes;

  Protocol(String written, String mediaType, boolean escapes) {
    this.written = written;
    this.mediaType = mediaType;
    this.escapes = escapes;
  }

  /// As configurations write it.
  public String written() {
    return written;
  }

  String accepted(Escaping escaping) {
    return escapes ? mediaType + ";escaping=" + escaping.written() : mediaType;
  }

  static Protocol parse(String text) {
    for (Protocol each : values()) {
      if (each.written.equals(text)) {
        return each;
      }
    }
    String all = String.join(", ", Stream.of(values()).map(Protocol::written).toList());
    throw new IllegalArgumentException("is not one of " + all);
  }
}
