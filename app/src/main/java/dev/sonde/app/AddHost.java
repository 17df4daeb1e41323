package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;

/// Says on which machine a series was measured, unless it has a label `host`, or `instance`, which
/// says where it was scraped.
final class AddHost implements Processor {
  private final Labels host;

  AddHost(String name) {
    host = Labels.of("host", name);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    boolean placed = labels.value("host") != null || labels.value("instance") != null;
    return placed ? Verdict.KEEP : new Verdict.Becomes(name, labels.with(host));
  }
}
