package dev.sonde.api.framework;

import java.util.List;

/// Measures what belongs to no container: the machine, a program, a service elsewhere.
@FunctionalInterface
public non-sealed interface SystemMetricsCollector extends MetricsCollector {
  /// Measures.
  ///
  /// @throws Exception when it could not
  List<MetricValue> collect() throws Exception;
}
