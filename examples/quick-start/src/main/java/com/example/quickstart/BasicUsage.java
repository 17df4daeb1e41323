package com.example.quickstart;

import dev.sonde.api.framework.MetricValue;
import dev.sonde.framework.CollectorRegistry;
import dev.sonde.framework.ConfiguredCollector;
import java.io.PrintStream;

/// Document 004, "Basic Usage".
final class BasicUsage {
  private BasicUsage() {}

  static void run(CollectorRegistry registry, String container, PrintStream out)
      throws InterruptedException {
    for (ConfiguredCollector each : registry.types().createDefaultCollectors().values()) {
      registry.register(each);
    }
    registry.initializeAll();
    for (MetricValue metric : registry.collectAll(container)) {
      out.println(metric.name() + ": " + metric.value() + " " + metric.unit());
    }
    registry.cleanupAll();
  }
}
