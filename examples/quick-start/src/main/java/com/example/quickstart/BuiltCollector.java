package com.example.quickstart;

import dev.sonde.api.framework.MetricValue;
import dev.sonde.framework.CollectorRegistry;
import dev.sonde.framework.ConfiguredCollector;
import dev.sonde.framework.RegisteredCollector;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Document 004, "Custom Collector Creation" and "Prometheus Integration".
final class BuiltCollector {
  private BuiltCollector() {}

  static void run(CollectorRegistry registry, String container, PrintStream out)
      throws InterruptedException {
    Optional<ConfiguredCollector> collector =
        registry
            .createCollectorBuilder()
            .name("custom_cpu_monitor")
            .enabled(true)
            .interval(Duration.ofSeconds(30))
            .timeout(Duration.ofSeconds(10))
            .customLabels(Map.of("environment", "production"))
            .build("cpu");
    if (collector.isPresent()) {
      RegisteredCollector monitor = registry.register(collector.get());
      monitor.initialize();
      List<MetricValue> metrics = monitor.collectWithErrorHandling(container);
      metrics.forEach(each -> out.println(each.toPrometheusFormat()));
      registry.unregister(monitor.name());
    }
  }
}
