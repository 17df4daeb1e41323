package dev.sonde.api.framework;

import java.util.Set;

/// Measures something, for a `CollectorRegistry`: either containers or the system.
///
/// # Lifecycle
///
/// 1. Made by a [MetricsCollectorFactory], without touching files and network.
/// 2. [#initialize], until it has succeeded once: when somebody asks for it, else before the first
///    reading.
/// 3. Readings, never two at a time, each on a thread of its own that may block. One that takes
///    longer than [CollectorConfig#timeout] is interrupted and counted as failed; as long as it
///    does not return, the others fail.
/// 4. [#close] once, when it is unregistered.
///
/// What it throws is counted, and tried again as [CollectorConfig] says.
public sealed interface MetricsCollector extends AutoCloseable
    permits ContainerMetricsCollector, SystemMetricsCollector {
  /// What it measures.
  default Set<MetricType> metricTypes() {
    return Set.of(MetricType.CUSTOM);
  }

  /// Gets ready to measure: opens what it needs.
  ///
  /// @throws Exception when it can't; it is tried again
  default void initialize() throws Exception {}

  /// Gives back what it holds. Does not throw.
  @Override
  default void close() {}
}
