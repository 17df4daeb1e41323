package dev.sonde.collectors.scrape;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.processors.relabel.LabelSet;
import dev.sonde.processors.relabel.Relabeling;
import java.util.ArrayList;
import java.util.List;

/// The rules of `metric_relabel`.
final class MetricStep implements Processor {
  private final Relabeling rules;
  private final SeriesDecision decision;

  MetricStep(Job job) {
    this.rules = new Relabeling(job.metricRelabel());
    this.decision = new SeriesDecision(new SeriesLabels(Labels.NONE, true), rules, job.limits());
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    try {
      return switch (decision.of(Family.gauge(name, "", ""), labels)) {
        case SeriesDecision.Outcome.Dropped(var reason) -> new Verdict.Drop(reason);
        case SeriesDecision.Outcome.Kept(var family, var whole) ->
            family.name().equals(name) && whole.equals(labels)
                ? Verdict.KEEP
                : new Verdict.Becomes(family.name(), whole);
      };
    } catch (LimitException exceeded) {
      return new Verdict.Drop(String.valueOf(exceeded.getMessage()));
    }
  }

  @Override
  public List<String> reasons(String name, Labels labels) {
    var told = new ArrayList<String>();
    rules.apply(LabelSet.of(name, labels), told::add);
    return told;
  }
}
