package dev.sonde.processors.relabel;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Prometheus' relabelling of series. The name is the label `__name__`; other labels that begin
/// with `__` are gone when the rules are done.
public final class Relabel implements Processor {
  private final Relabeling relabeling;

  Relabel(RelabelRules rules) {
    relabeling = new Relabeling(rules.rules());
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    LabelSet set = LabelSet.of(name, labels);
    if (!relabeling.apply(set)) {
      return new Verdict.Drop("relabel");
    }
    String becomes = set.name();
    if (becomes.isEmpty()) {
      return new Verdict.Drop("no_name");
    }
    Labels left = set.visible();
    return becomes.equals(name) && left.equals(labels)
        ? Verdict.KEEP
        : new Verdict.Becomes(becomes, left);
  }

  @Override
  public List<String> reasons(String name, Labels labels) {
    List<String> told = new ArrayList<>();
    relabeling.apply(LabelSet.of(name, labels), told::add);
    return told;
  }

  /// Makes it from `processors: - relabel: {source_labels: [host], target_label: node}`.
  public static final class Factory implements ProcessorFactory<RelabelRules> {
    @Override
    public String name() {
      return "relabel";
    }

    @Override
    public String help() {
      return "Changes names and labels, or leaves series out, by rules as Prometheus has them.";
    }

    @Override
    public RelabelRules read(Settings settings) {
      return RelabelRules.read(settings);
    }

    @Override
    public Processor create(RelabelRules config) {
      return new Relabel(config);
    }
  }
}
