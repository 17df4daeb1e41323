package dev.sonde.processors.labels;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;

/// Gives every series the same labels. A label the series already has keeps its value.
public final class AddLabels implements Processor {
  private final Labels added;

  /// @param added what every series gets
  public AddLabels(Labels added) {
    this.added = added;
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    Labels all = added.with(labels);
    return all.equals(labels) ? Verdict.KEEP : new Verdict.Becomes(name, all);
  }
}
