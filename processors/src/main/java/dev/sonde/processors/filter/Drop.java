package dev.sonde.processors.filter;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;

/// Leaves matching series out, and keeps all others.
public final class Drop implements Processor {
  private final Matcher matcher;

  Drop(FilterConfig config) {
    matcher = new Matcher(config);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    return matcher.matches(name, labels) ? new Verdict.Drop("drop") : Verdict.KEEP;
  }

  /// Makes it from `processors: - drop: {name: "go_*"}`.
  public static final class Factory implements ProcessorFactory<FilterConfig> {
    @Override
    public String name() {
      return "drop";
    }

    @Override
    public String help() {
      return "Leaves matching series out, and keeps all others.";
    }

    @Override
    public FilterConfig read(Settings settings) {
      return FilterConfig.read(settings);
    }

    @Override
    public Processor create(FilterConfig config) {
      return new Drop(config);
    }
  }
}
