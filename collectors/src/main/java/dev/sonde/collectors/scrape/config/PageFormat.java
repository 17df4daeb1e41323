package dev.sonde.collectors.scrape.config;

/// What a target's page is written in.
public enum PageFormat {
  /// What its content type says, else its first bytes.
  AUTO,
  /// Prometheus text.
  PROMETHEUS,
  /// OpenMetrics 1.0.
  OPENMETRICS,
  /// JSON, by the mapping that goes with it.
  JSON,
  /// The JSON that metricsd's endpoints show: each number at the top becomes `app_<key>`. Its
  /// series get neither `job` nor `instance`.
  METRICSD_JSON;

  /// Do series get the labels `job` and `instance`?
  public boolean identified() {
    return this != METRICSD_JSON;
  }
}
