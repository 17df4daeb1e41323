package com.example.quickstart;

import dev.sonde.api.Labels;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import java.util.List;
import java.util.Set;

/// Document 004, "Creating Custom Collectors". All but `collect` may be left out.
final class CustomCollector implements ContainerMetricsCollector {
  private final double value;

  CustomCollector(CollectorConfig config) {
    value = Double.parseDouble(config.parameters().getOrDefault("value", "42"));
  }

  @Override
  public void initialize() {
    // opens what it needs; what it throws says that it is not ready
  }

  @Override
  public void close() {
    // gives that back
  }

  @Override
  public Set<MetricType> metricTypes() {
    return Set.of(MetricType.CUSTOM);
  }

  @Override
  public List<MetricValue> collect(Container container) {
    return List.of(
        new MetricValue("custom_metric", value, Labels.of("container_id", container.id())));
  }
}
