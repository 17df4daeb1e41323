package dev.sonde.engine;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processors in order. Immutable: a reload makes another one, with another generation, and a
/// batch keeps the one it began with.
final class Pipeline {
  /// One processor and what people call it.
  ///
  /// @param name as configured, with its place: `processors[0] drop`
  record Step(String name, Processor processor) {}

  /// What the whole pipeline makes of a series.
  sealed interface Decision {
    /// It is kept under this name and these labels.
    record Kept(String name, Labels labels) implements Decision {}

    /// It is left out.
    record Dropped(String step, String reason) implements Decision {}
  }

  private static final Logger LOG = LoggerFactory.getLogger("sonde.pipeline");

  private final int generation;
  private final List<Step> steps;

  Pipeline(int generation, List<Step> steps) {
    this.generation = generation;
    this.steps = List.copyOf(steps);
  }

  /// Makes the processors of a plan.
  static Pipeline of(int generation, List<ProcessorPlan> plan) {
    return new Pipeline(
        generation, plan.stream().map(each -> new Step(each.name(), each.make().get())).toList());
  }

  int generation() {
    return generation;
  }

  Decision decide(String name, Labels labels) {
    String nameNow = name;
    Labels labelsNow = labels;
    for (Step step : steps) {
      switch (verdict(step, nameNow, labelsNow)) {
        case Verdict.Keep _ -> {}
        case Verdict.Drop(var reason) -> {
          return new Decision.Dropped(step.name(), reason);
        }
        case Verdict.Becomes(var otherName, var otherLabels) -> {
          nameNow = otherName;
          labelsNow = otherLabels;
        }
      }
    }
    return new Decision.Kept(nameNow, labelsNow);
  }

  /// A processor that throws has a defect: what it can't judge is left out, and counted so.
  private static Verdict verdict(Step step, String name, Labels labels) {
    try {
      return step.processor().decide(name, labels);
    } catch (RuntimeException defect) {
      LOG.error("{} failed", step.name(), defect);
      return new Verdict.Drop("processor_failed");
    }
  }
}
