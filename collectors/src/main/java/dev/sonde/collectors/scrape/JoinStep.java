package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Gives a line of a page the labels of its target.
final class JoinStep implements Processor {
  private final Labels target;
  private final boolean honored;
  private final SeriesLabels joined;

  JoinStep(Labels target, boolean honored) {
    this.target = target;
    this.honored = honored;
    this.joined = new SeriesLabels(target, honored);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    Labels whole = joined.of(labels);
    return whole.equals(labels) ? Verdict.KEEP : new Verdict.Becomes(name, whole);
  }

  @Override
  public List<String> reasons(String name, Labels labels) {
    var reasons = new ArrayList<String>();
    target.forEach((label, value) -> {
      String page = labels.value(label);
      if (page != null) {
        reasons.add(
            honored
                ? "honor_labels is true: " + label + " stays as the page has it"
                : "honor_labels is false: the page's "
                    + label
                    + " is kept as exported_"
                    + label
                    + ", the target's stands");
      }
    });
    return reasons;
  }
}
