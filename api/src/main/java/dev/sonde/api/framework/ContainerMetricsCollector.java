package dev.sonde.api.framework;

import java.util.List;

/// Measures containers, one after the other. One that fails does not keep the rest from being
/// measured.
@FunctionalInterface
public non-sealed interface ContainerMetricsCollector extends MetricsCollector {
  /// Measures one container.
  ///
  /// @return what was measured, none when nothing is known of it now. The labels of
  ///   [Container#labels] are not added: a collector gives those that it wants
  /// @throws Exception when it could not be measured
  List<MetricValue> collect(Container container) throws Exception;
}
