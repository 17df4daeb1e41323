package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import java.util.List;

/// Says on which machine a series was measured, unless it has a label that says so: `host`;
/// `instance`, where it was scraped; `agent` or `client_id`, who pushed it.
final class AddHost implements Processor {
  private static final List<String> PLACES = List.of("host", "instance", "agent", "client_id");

  private final Labels host;

  AddHost(String name) {
    host = Labels.of("host", name);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    return PLACES.stream().anyMatch(each -> labels.value(each) != null)
        ? Verdict.KEEP
        : new Verdict.Becomes(name, labels.with(host));
  }
}
