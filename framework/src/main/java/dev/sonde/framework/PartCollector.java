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

  /// Takes the reading that others are compared with.
  @Override
  public void initialize() throws InterruptedException {
    containers.reading();
  }

  @Override
  public List<MetricValue> collect(Container container) throws InterruptedException {
    Measured measured = reading(container).byId().get(container.id());
    return measured == null ? List.of() : measured.of(type);
  }

  private ContainerReading reading(Container container) throws InterruptedException {
    return type.equals(MetricType.CPU) ? containers.compared(container.id()) : containers.reading();
  }
}
