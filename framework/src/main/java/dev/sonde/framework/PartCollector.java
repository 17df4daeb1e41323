package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import java.util.List;
import java.util.Set;

/// A built-in collector: one part of what is read of containers anyway.
final class PartCollector implements ContainerMetricsCollector {
  private final MetricType type;
  private final Containers containers;

  PartCollector(MetricType type, Containers containers) {
    this.type = type;
    this.containers = containers;
  }

  @Override
  public Set<MetricType> metricTypes() {
    return Set.of(type);
  }

  @Override
  public List<MetricValue> collect(Container container) throws InterruptedException {
    return reading(container).measured().of(type);
  }

  MetricType type() {
    return type;
  }

  /// Are there values that need an earlier reading to compare with?
  boolean comparesReadings() {
    return type.equals(MetricType.CPU);
  }

  /// Of this container alone.
  SingleReading reading(Container container) throws InterruptedException {
    return comparesReadings() ? containers.singleCompared(container) : containers.single(container);
  }
}
