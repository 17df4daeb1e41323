package dev.sonde.api.framework;

/// Makes collectors of one type.
@FunctionalInterface
public interface MetricsCollectorFactory {
  /// Makes one, without touching files and network.
  ///
  /// @throws IllegalArgumentException when its parameters are wrong, with a message that says what
  ///   is allowed
  MetricsCollector create(CollectorConfig config);
}
