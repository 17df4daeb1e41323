package dev.sonde.app;

import dev.sonde.api.Surroundings;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.processors.labels.AddLabels;
import java.util.ArrayList;
import java.util.List;

/// From configuration to what should run.
final class Wiring {
  private Wiring() {}

  static Plan plan(SondeConfig config, Surroundings surroundings) {
    return new Plan(collectors(config, surroundings), processors(config), config.limits());
  }

  private static List<CollectorPlan> collectors(SondeConfig config, Surroundings surroundings) {
    return config.collectors().stream()
        .filter(CollectorConfig::enabled)
        .map(each ->
            new CollectorPlan(
                each.name(),
                each.config(),
                each.run(),
                each.essential(),
                () -> each.make().apply(surroundings)))
        .toList();
  }

  private static List<ProcessorPlan> processors(SondeConfig config) {
    var all = new ArrayList<ProcessorPlan>();
    if (!config.labels().isEmpty()) {
      all.add(new ProcessorPlan("labels", config.labels(), () -> new AddLabels(config.labels())));
    }
    all.addAll(config.processors());
    return all;
  }
}
