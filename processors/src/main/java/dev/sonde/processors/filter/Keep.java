package dev.sonde.processors.filter;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Verdict;

/// Keeps matching series alone, and leaves all others out.
public final class Keep implements Processor {
  private final Matcher matcher;

  Keep(FilterConfig config) {
    matcher = new Matcher(config);
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    return matcher.matches(name, labels) ? Verdict.KEEP : new Verdict.Drop("keep");
  }

  /// Makes it from `processors: - keep: {name: "go_*"}`.
  public static final class Factory implements ProcessorFactory<FilterConfig> {
    @Override
    public String name() {
      return "keep";
    }

    @Override
    public String help() {
      return "Keeps matching series alone, and leaves all others out.";
    }

    @Override
    public FilterConfig read(Settings settings) {
      return FilterConfig.read(settings);
    }

    @Override
    public Processor create(FilterConfig config) {
      return new Keep(config);
    }
  }
}
