package dev.sonde.engine;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What processors in order do to one series, step by step. Makes the processors anew, and touches
/// nothing that runs.
///
/// @param steps those that were asked: all, or all up to the one that left the series out
/// @param becomes the series in the end; absent when it is left out
public record Explanation(List<Step> steps, Optional<Verdict.Becomes> becomes) {
  /// One processor's part.
  ///
  /// @param name as configured, with its place: `processors[0] drop`
  /// @param reasons how the processor came to it, if it says so
  public record Step(String name, Verdict verdict, List<String> reasons) {
    public Step {
      reasons = List.copyOf(reasons);
    }
  }

  public Explanation {
    steps = List.copyOf(steps);
  }

  /// Asks the processors of a plan about a series.
  public static Explanation of(String name, Labels labels, List<ProcessorPlan> plan) {
    List<Step> steps = new ArrayList<>();
    var now = new Verdict.Becomes(name, labels);
    for (ProcessorPlan each : plan) {
      Step step = step(each, now);
      steps.add(step);
      switch (step.verdict()) {
        case Verdict.Keep _ -> {}
        case Verdict.Drop _ -> {
          return new Explanation(steps, Optional.empty());
        }
        case Verdict.Becomes other -> now = other;
      }
    }
    return new Explanation(steps, Optional.of(now));
  }

  private static Step step(ProcessorPlan plan, Verdict.Becomes series) {
    Processor processor = plan.make().get();
    return new Step(
        plan.name(),
        processor.decide(series.name(), series.labels()),
        processor.reasons(series.name(), series.labels()));
  }
}
