package dev.sonde.engine;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.List;

/// Processors in order, as one: for a place that takes a single processor, such as a destination's.
/// Each decides about what the one before made of the series.
public final class Chain implements Processor {
  private final Pipeline pipeline;

  /// Makes the processors of a plan.
  public Chain(List<ProcessorPlan> plan) {
    this.pipeline = Pipeline.of(1, plan);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    return switch (pipeline.decide(name, labels)) {
      case Pipeline.Decision.Dropped(_, var reason) -> new Verdict.Drop(reason);
      case Pipeline.Decision.Kept(var newName, var newLabels) ->
          newName.equals(name) && newLabels.equals(labels)
              ? Verdict.KEEP
              : new Verdict.Becomes(newName, newLabels);
    };
  }
}
