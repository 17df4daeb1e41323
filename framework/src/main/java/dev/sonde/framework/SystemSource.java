package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.SystemMetricsCollector;
import java.util.List;

/// A collector that measures something that is no container.
record SystemSource(SystemMetricsCollector collector) implements Source {
  @Override
  public void initialize() throws Exception {
    collector.initialize();
  }

  @Override
  public List<Container> targets() {
    return List.of();
  }

  @Override
  public void read(List<Container> targets, Findings into) throws Exception {
    into.found(Findings.SYSTEM, collector.collect());
  }

  @Override
  public void close() {
    collector.close();
  }
}
