package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.TreeBuilder;

/// Makes collectors of the agent for a registry: their keys are the parameters.
final class AgentCollectors {
  private AgentCollectors() {}

  /// @throws IllegalArgumentException when parameters are wrong, with a line for each
  static <C> Collector create(
      CollectorFactory<C> factory, CollectorConfig config, Surroundings surroundings) {
    var tree = new TreeBuilder();
    var problems = new Problems();
    config
        .parameters()
        .forEach((key, value) -> tree.put(key, value, new Origin.Flag("parameters")));
    Bound<C> bound = Bound.read(tree.tree(), factory::read, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(config.name() + ": " + problems.toString().strip());
    }
    return factory.create(bound.value().orElseThrow(), surroundings);
  }
}
