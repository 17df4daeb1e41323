package com.example.quickstart;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.framework.CollectorRegistry;
import dev.sonde.framework.CollectorStatus;
import dev.sonde.framework.RegisteredCollector;
import java.io.PrintStream;

/// Document 004, "Register your custom collector" and "Check collector status".
final class OwnType {
  private OwnType() {}

  static void run(CollectorRegistry registry, String container, PrintStream out)
      throws InterruptedException {
    registry.types().registerCollectorType("custom", CustomCollector::new);
    var config = CollectorConfig.named("mine");
    RegisteredCollector collector =
        registry.register(registry.types().create("custom", config).orElseThrow());
    registry
        .collectWithErrorHandling("mine", container)
        .forEach(each -> out.println(each.name() + each.labels() + ": " + each.value()));
    CollectorStatus status = collector.status();
    out.println("Healthy: " + status.healthy());
    out.println("Last error: " + status.lastError().orElse("none"));
    out.println("Error count: " + status.errorCount());
  }
}
