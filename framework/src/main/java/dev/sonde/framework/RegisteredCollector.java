package dev.sonde.framework;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.ComponentStatus.State;
import dev.sonde.engine.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A collector in a registry: runs on demand, and how it is doing. Safe for all threads.
public final class RegisteredCollector {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.framework");

  private final CollectorConfig config;
  private final Source source;
  private final MetricsRun run;
  private final Works works;
  private final Engine engine;

  /// One demand at a time: the engine runs no collector twice at once.
  private final ReentrantLock turn = new ReentrantLock();

  private volatile String initializationError = "";

  RegisteredCollector(CollectorConfig config, Source source, Works works, Engine engine) {
    this.config = config;
    this.source = source;
    this.run = new MetricsRun(config, source, works);
    this.works = works;
    this.engine = engine;
  }

  /// Its name in the registry.
  public String name() {
    return config.name();
  }

  /// How it runs.
  public CollectorConfig config() {
    return config;
  }

  /// Gets it ready to measure. What it throws is logged, and shown by [#status].
  ///
  /// @return is it ready now? A disabled one is left as it is
  public boolean initialize() throws InterruptedException {
    if (!config.enabled()) {
      return false;
    }
    turn.lockInterruptibly();
    try {
      run.attempts().initialize();
      initializationError = "";
      return true;
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception | Error failure) {
      initializationError = Words.of(failure);
      LOG.warn("{} could not be initialized: {}", name(), initializationError);
      return false;
    } finally {
      turn.unlock();
    }
  }

  /// Measures one container now, or what else it measures. Whatever fails is counted and logged, as
  /// [#status] says, and gives no value.
  ///
  /// @param target a container's id, name, or a beginning of its id; of no meaning to a collector
  ///   that measures no containers
  /// @return none when it is disabled or fails
  /// @throws UnknownContainerException when no container is meant by the target
  public List<MetricValue> collectWithErrorHandling(String target) throws InterruptedException {
    if (!config.enabled()) {
      return List.of();
    }
    return isTargeted()
        ? measure(List.of(works.known().find(target))).values().stream()
            .flatMap(List::stream)
            .toList()
        : collectWithErrorHandling();
  }

  /// Measures what belongs to no container; none for a collector that measures containers.
  public List<MetricValue> collectWithErrorHandling() throws InterruptedException {
    return isTargeted() ? List.of() : measure(List.of()).getOrDefault(Findings.SYSTEM, List.of());
  }

  /// How it is doing. Waits for nothing.
  public CollectorStatus status() {
    Optional<ComponentStatus> seen =
        engine.components().stream().filter(each -> each.name().equals(name())).findFirst();
    return new CollectorStatus(
        name(),
        config.enabled(),
        run.attempts().isInitialized(),
        seen.map(each -> each.state() != State.FAILING).orElse(true),
        lastError(seen),
        seen.map(ComponentStatus::failures).orElse(0L),
        seen.map(each -> each.runs() - each.failures()).orElse(0L),
        seen.filter(each -> each.runs() > 0)
            .map(each -> Instant.ofEpochMilli(each.lastRunMillis())),
        seen.map(ComponentStatus::absent).orElse(Map.of()),
        run.attempts().use());
  }

  /// Does it measure containers?
  boolean isTargeted() {
    return source.isTargeted();
  }

  MetricsRun run() {
    return run;
  }

  /// Runs it once for these.
  ///
  /// @return values by container, or under [Findings#SYSTEM]
  Map<String, List<MetricValue>> measure(List<Container> targets) throws InterruptedException {
    if (!config.enabled() || (isTargeted() && targets.isEmpty())) {
      return Map.of();
    }
    turn.lockInterruptibly();
    try {
      var demand = new Demand(targets);
      run.demand(demand);
      engine.collect(name());
      return demand.answer();
    } finally {
      turn.unlock();
    }
  }

  private Optional<String> lastError(Optional<ComponentStatus> seen) {
    boolean failing = seen.map(each -> each.consecutiveFailures() > 0).orElse(false);
    boolean ready = run.attempts().isInitialized();
    String words = failing ? seen.map(ComponentStatus::lastError).orElse("") : "";
    return Optional.of(words.isEmpty() && !ready ? initializationError : words)
        .filter(each -> !each.isEmpty());
  }
}
