package dev.sonde.framework;

import dev.sonde.api.Labels;
import dev.sonde.api.framework.CollectorConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Puts a collector together, step by step. What is not said is as usual, or as the environment
/// says. For one thread.
public final class CollectorBuilder {
  private final CollectorTypes types;
  private String name = "";
  private CollectorConfig config;

  CollectorBuilder(CollectorTypes types, Defaults defaults) {
    this.types = types;
    this.config = defaults.over(CollectorConfig.named("unnamed"));
  }

  /// Its name, unique in its registry.
  public CollectorBuilder name(String of) {
    name = of;
    return this;
  }

  /// Does it run?
  public CollectorBuilder enabled(boolean whether) {
    config = config.withEnabled(whether);
    return this;
  }

  /// How often it runs by itself, a multiple of 100 ms.
  public CollectorBuilder interval(Duration of) {
    config = config.withTimes(of, config.timeout());
    return this;
  }

  /// How long one reading may take.
  public CollectorBuilder timeout(Duration of) {
    config = config.withTimes(config.interval(), of);
    return this;
  }

  /// How often a reading that failed is tried again.
  public CollectorBuilder retryAttempts(int of) {
    config = config.withRetries(of, config.retryDelay());
    return this;
  }

  /// How long to wait before the first retry; twice as long before each further one.
  public CollectorBuilder retryDelay(Duration of) {
    config = config.withRetries(config.retryAttempts(), of);
    return this;
  }

  /// Labels that all its values get.
  public CollectorBuilder customLabels(Map<String, String> of) {
    config = config.withLabels(Labels.of(of));
    return this;
  }

  /// Whatever its type understands.
  public CollectorBuilder parameters(Map<String, String> of) {
    config = config.withParameters(of);
    return this;
  }

  /// Makes it; empty when there is no such type.
  ///
  /// @throws IllegalStateException when it was given no name
  public Optional<ConfiguredCollector> build(String type) {
    if (name.isBlank()) {
      throw new IllegalStateException("Collector name is required");
    }
    return types.create(type, config.withName(name));
  }
}
