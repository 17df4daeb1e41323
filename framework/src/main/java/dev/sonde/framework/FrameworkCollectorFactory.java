package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricsCollectorFactory;
import dev.sonde.api.framework.SystemMetricsCollector;
import java.time.Duration;
import java.util.List;

/// Lets a collector of this framework run in the agent, among its own: intervals, deadlines and
/// health are the agent's then, as for every other. One that measures containers measures all of
/// Docker's and Podman's.
///
/// A plugin brings one by a class with a constructor without parameters:
///
/// ```java
/// public final class QueueFactory extends FrameworkCollectorFactory {
///   public QueueFactory() {
///     super("queue", "How much waits.", config -> new QueueCollector(config.parameters()));
///   }
/// }
/// ```
public class FrameworkCollectorFactory implements CollectorFactory<CollectorConfig> {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final String name;
  private final String help;
  private final MetricsCollectorFactory factory;

  /// @param name its key under `collectors:`, lower case
  /// @param help one sentence for people
  public FrameworkCollectorFactory(String name, String help, MetricsCollectorFactory factory) {
    this.name = name;
    this.help = help;
    this.factory = factory;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String help() {
    return help;
  }

  @Override
  public boolean onByDefault() {
    return false;
  }

  /// The runner knows interval and time-out; whatever takes longer is interrupted by it.
  @Override
  public final CollectorConfig read(Settings settings) {
    return CollectorConfig.named(name)
        .withTimes(LONGEST, LONGEST)
        .withRetries(
            (int)
                settings.integer(
                    "retry_attempts",
                    0,
                    0,
                    100,
                    "How often a reading that failed is tried again in the same run."),
            settings.duration(
                "retry_delay",
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMinutes(1),
                "How long to wait before the first retry; twice as long before each further one."))
        .withLabels(Labels.of(settings.map("custom_labels", "Labels that all its values get.")))
        .withParameters(settings.map("parameters", "Whatever the collector understands."));
  }

  @Override
  public final Collector create(CollectorConfig config, Surroundings surroundings) {
    Works works = Works.of(surroundings, List.of());
    Source source =
        switch (factory.create(config)) {
          case ContainerMetricsCollector each -> new ContainerSource(each, works.containers());
          case SystemMetricsCollector each -> new SystemSource(each);
        };
    return new OwnContainers(new MetricsRun(config, source, works), works.containers());
  }
}
