package dev.sonde.processors.labels;

import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;
import java.util.List;
import java.util.Map;

/// Takes labels away, then sets some, then adds those that a series lacks.
public final class ChangeLabels implements Processor {
  private final ChangeLabelsConfig config;
  private final List<Glob> removed;

  ChangeLabels(ChangeLabelsConfig config) {
    this.config = config;
    removed = config.remove().stream().map(Glob::new).toList();
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    Map<String, String> changed = labels.map();
    changed.keySet().removeIf(each -> removed.stream().anyMatch(glob -> glob.matches(each)));
    changed.putAll(config.set());
    config.add().forEach(changed::putIfAbsent);
    Labels after = Labels.of(changed);
    return after.equals(labels) ? Verdict.KEEP : new Verdict.Becomes(name, after);
  }

  /// Makes it from `processors: - label: {add: {env: prod}, remove: [pid]}`.
  public static final class Factory implements ProcessorFactory<ChangeLabelsConfig> {
    @Override
    public String name() {
      return "label";
    }

    @Override
    public String help() {
      return "Takes labels away, sets and adds some.";
    }

    @Override
    public ChangeLabelsConfig read(Settings settings) {
      return ChangeLabelsConfig.read(settings);
    }

    @Override
    public Processor create(ChangeLabelsConfig config) {
      return new ChangeLabels(config);
    }
  }
}
