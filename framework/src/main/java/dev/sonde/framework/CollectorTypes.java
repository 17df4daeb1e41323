package dev.sonde.framework;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricsCollectorFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Types of collectors, by name. Built in are `cpu`, `memory`, `network`, `disk` and `lifecycle`
/// (`container_lifecycle` is the same): parts of what is read of containers, and they share one
/// reading. Safe for all threads.
public final class CollectorTypes {
  private static final Duration SLOW_INTERVAL = Duration.ofSeconds(60);
  private static final Duration SLOW_TIMEOUT = Duration.ofSeconds(15);

  private final Map<String, MetricsCollectorFactory> factories = new ConcurrentHashMap<>();
  private final Defaults defaults;

  CollectorTypes(Containers containers, Defaults defaults) {
    this.defaults = defaults;
    Map.of(
            "cpu", MetricType.CPU,
            "memory", MetricType.MEMORY,
            "network", MetricType.NETWORK,
            "disk", MetricType.DISK,
            "lifecycle", MetricType.LIFECYCLE,
            "container_lifecycle", MetricType.LIFECYCLE)
        .forEach((name, type) -> factories.put(name, _ -> new PartCollector(type, containers)));
  }

  /// Adds a type, or puts another one in the place of the one of this name.
  public void registerCollectorType(String name, MetricsCollectorFactory factory) {
    factories.put(name, factory);
  }

  /// All names, sorted.
  public Set<String> names() {
    return new TreeSet<>(factories.keySet());
  }

  /// Makes a collector; empty when there is no such type.
  public Optional<ConfiguredCollector> create(String type, CollectorConfig config) {
    return Optional.ofNullable(factories.get(type))
        .map(factory -> new ConfiguredCollector(config, factory.create(config)));
  }

  /// One of each built-in type under its name: cpu, memory and lifecycle every 30 s, network and
  /// disk every 60 s, unless the environment says otherwise.
  public Map<String, ConfiguredCollector> createDefaultCollectors() {
    var all = new LinkedHashMap<String, ConfiguredCollector>();
    for (String each : List.of("cpu", "memory", "network", "disk", "lifecycle")) {
      create(each, usual(each)).ifPresent(made -> all.put(each, made));
    }
    return all;
  }

  private CollectorConfig usual(String type) {
    CollectorConfig config = CollectorConfig.named(type);
    return defaults.over(
        switch (type) {
          case "network", "disk" -> config.withTimes(SLOW_INTERVAL, SLOW_TIMEOUT);
          default -> config;
        });
  }
}
