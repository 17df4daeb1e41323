package dev.sonde.processors.labels;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;
import java.util.Map;

/// Gives series and labels other names. A label takes the place of one that has its new name.
public final class Rename implements Processor {
  private final RenameConfig config;

  Rename(RenameConfig config) {
    this.config = config;
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    String newName = config.names().getOrDefault(name, name);
    Labels newLabels = renamed(labels);
    return newName.equals(name) && newLabels.equals(labels)
        ? Verdict.KEEP
        : new Verdict.Becomes(newName, newLabels);
  }

  private Labels renamed(Labels labels) {
    Map<String, String> renamed = labels.map();
    renamed.keySet().removeAll(config.labels().keySet());
    config
        .labels()
        .forEach((from, to) -> {
          String value = labels.value(from);
          if (value != null) {
            renamed.put(to, value);
          }
        });
    return Labels.of(renamed);
  }

  /// Makes it from `processors: - rename: {names: {old_total: new_total}, labels: {host: node}}`.
  public static final class Factory implements ProcessorFactory<RenameConfig> {
    @Override
    public String name() {
      return "rename";
    }

    @Override
    public String help() {
      return "Gives series and labels other names.";
    }

    @Override
    public RenameConfig read(Settings settings) {
      return RenameConfig.read(settings);
    }

    @Override
    public Processor create(RenameConfig config) {
      return new Rename(config);
    }
  }
}
