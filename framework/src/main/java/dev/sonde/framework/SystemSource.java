package dev.sonde.framework;

import dev.sonde.api.framework.SystemMetricsCollector;

/// A collector that measures something that is no container.
record SystemSource(SystemMetricsCollector collector) implements Source {
  @Override
  public void initialize() throws Exception {
    collector.initialize();
  }

  @Override
  public void read(Findings into) throws Exception {
    into.found(Findings.SYSTEM, collector.collect());
  }

  @Override
  public void close() {
    collector.close();
  }
}
