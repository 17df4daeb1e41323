package dev.sonde.framework;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.MetricsCollector;
import dev.sonde.api.framework.SystemMetricsCollector;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.engine.Snapshot;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Exposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Collectors of one program: registered, run on demand or on time, and looked after by the agent's
/// own runners. One that fails, hangs or throws an error is counted and disturbs no other.
///
/// It begins no thread until something runs, and looks for containers when it is first asked about
/// one. Safe for all threads. Close it at the end.
public final class CollectorRegistry implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(4);

  /// At once, hung ones included; each collector has one at most.
  private static final int MOST_READINGS = 256;

  /// Attempts end by themselves; the runner waits this much longer before it gives up.
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Works works;
  private final Defaults defaults;
  private final CollectorTypes types;
  private final Engine engine;
  private volatile List<RegisteredCollector> registered = List.of();
  private boolean closed;

  /// A registry for the containers of Docker and Podman that can be found here, with the process's
  /// environment.
  ///
  /// @throws IllegalArgumentException when `METRICS_COLLECTION_INTERVAL`, `METRICS_TIMEOUT` or
  ///   `METRICS_RETRY_ATTEMPTS` can't be read
  public CollectorRegistry() {
    this(System.getenv(), List.of());
  }

  /// @param environment what is looked up by name: `DOCKER_HOST`, `CONTAINER_HOST`, `HOST_PROC`,
  ///   `METRICS_TIMEOUT` …
  /// @param runtimes further container runtimes; the registry closes them
  public CollectorRegistry(Map<String, String> environment, List<ContainerRuntime> runtimes) {
    this(new Surroundings(environment, new BlockingCalls(MOST_READINGS)), runtimes);
  }

  private CollectorRegistry(Surroundings surroundings, List<ContainerRuntime> runtimes) {
    this(surroundings, Works.of(surroundings, runtimes));
  }

  CollectorRegistry(Surroundings surroundings, Works works) {
    this.surroundings = surroundings;
    this.works = works;
    this.defaults = Defaults.of(surroundings.environment());
    this.types = new CollectorTypes(works.containers(), defaults);
    this.engine = new Engine(works.time(), new LiveOnly());
  }

  /// Types of collectors by name.
  public CollectorTypes types() {
    return types;
  }

  /// Begins a collector of some type.
  public CollectorBuilder createCollectorBuilder() {
    return new CollectorBuilder(types, defaults);
  }

  /// Takes a collector.
  ///
  /// @throws IllegalArgumentException when there is one of this name
  public RegisteredCollector register(ConfiguredCollector collector) throws InterruptedException {
    return register(collector.config(), collector.collector());
  }

  /// Takes a collector, which it closes when that is unregistered.
  ///
  /// @throws IllegalArgumentException when there is one of this name
  public RegisteredCollector register(CollectorConfig config, MetricsCollector collector)
      throws InterruptedException {
    return register(
        config,
        switch (collector) {
          case PartCollector each -> new PartSource(each, works.containers());
          case ContainerMetricsCollector each -> new ContainerSource(each, works.containers());
          case SystemMetricsCollector each -> new SystemSource(each);
        });
  }

  /// Takes a collector of the agent: one that is built in, or one that a plugin brings.
  ///
  /// @param config its parameters are the keys that the factory reads, dots between sections
  /// @throws IllegalArgumentException when there is one of this name, or parameters are wrong
  public RegisteredCollector register(CollectorConfig config, CollectorFactory<?> factory)
      throws InterruptedException {
    return register(
        config,
        new AgentSource(AgentCollectors.create(factory, config, surroundings), works.time()));
  }

  /// Stops a collector and closes it.
  ///
  /// @return was there one of this name?
  public synchronized boolean unregister(String name) throws InterruptedException {
    Optional<RegisteredCollector> gone = collector(name);
    if (gone.isEmpty()) {
      return false;
    }
    registered = registered.stream().filter(each -> each != gone.get()).toList();
    apply();
    if (!gone.get().config().enabled()) {
      gone.get().run().close();
    }
    return true;
  }

  /// The collector of this name.
  public Optional<RegisteredCollector> collector(String name) {
    return registered.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// All of them, in the order in which they were registered.
  public List<RegisteredCollector> all() {
    return registered;
  }

  /// Those that run.
  public List<RegisteredCollector> enabled() {
    return all().stream().filter(each -> each.config().enabled()).toList();
  }

  /// Gets all that are enabled ready to measure.
  ///
  /// @return by name: is it ready?
  public Map<String, Boolean> initializeAll() throws InterruptedException {
    return Together.of(enabled(), RegisteredCollector::initialize);
  }

  /// What is known of containers now.
  public List<Container> containers() throws InterruptedException {
    return works.known().containers();
  }

  /// Measures one container with every collector that is enabled, and whatever else they measure.
  /// What fails is counted and gives no value.
  ///
  /// @param target a container's id, name, or a beginning of its id
  /// @return values in the order of the collectors
  /// @throws UnknownContainerException when no container is meant by the target
  public List<MetricValue> collectAll(String target) throws InterruptedException {
    List<RegisteredCollector> all = enabled();
    List<Container> targets =
        all.stream().anyMatch(RegisteredCollector::isTargeted)
            ? List.of(works.known().find(target))
            : List.of();
    return Together.of(all, each -> each.measure(each.isTargeted() ? targets : List.of()))
        .values()
        .stream()
        .flatMap(each -> each.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  /// Measures many containers in one go, by all collectors that measure containers.
  ///
  /// @return values by target, in the order given; no entry for a target that is no container, or
  ///   not any more
  public Map<String, List<MetricValue>> collectAll(Collection<String> targets)
      throws InterruptedException {
    Map<String, Container> meant = meant(targets);
    List<Container> distinct = meant.values().stream().distinct().toList();
    var all = new LinkedHashMap<String, List<MetricValue>>();
    if (!distinct.isEmpty()) {
      var measured = Together.of(targeted(), each -> each.measure(distinct));
      meant.forEach((target, container) -> all.put(target, of(container, measured)));
    }
    return all;
  }

  /// Measures one container with one collector, as [RegisteredCollector#collectWithErrorHandling].
  ///
  /// @return none when there is no such collector
  public List<MetricValue> collectWithErrorHandling(String collector, String target)
      throws InterruptedException {
    Optional<RegisteredCollector> known = collector(collector);
    return known.isEmpty() ? List.of() : known.get().collectWithErrorHandling(target);
  }

  /// How all of them are doing. Waits for nothing.
  public List<CollectorStatus> status() {
    return all().stream().map(RegisteredCollector::status).toList();
  }

  /// Starts the clock: from now on those that are enabled run at their intervals by themselves,
  /// over all containers. Call it once.
  public void start() {
    engine.start();
  }

  /// The newest values of all, as they stand.
  public Snapshot snapshot() {
    return engine.live().snapshot();
  }

  /// The same as a page for Prometheus, to be served as `text/plain; version=0.0.4; charset=utf-8`.
  public String prometheusPage() {
    var out = new ByteSink();
    Exposition.prometheus(false).write(new LivePage(snapshot()), out);
    return out.toString();
  }

  /// Unregisters all of them.
  public void cleanupAll() throws InterruptedException {
    for (RegisteredCollector each : all()) {
      unregister(each.name());
    }
  }

  /// Stops all, for good, and gives back what they hold. Closing again does nothing.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    var disabled = registered.stream().filter(each -> !each.config().enabled()).toList();
    registered = List.of();
    try {
      engine.close(GRACE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    disabled.forEach(each -> each.run().close());
    works.containers().close();
  }

  private synchronized RegisteredCollector register(CollectorConfig config, Source source)
      throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("this registry was closed");
    }
    if (collector(config.name()).isPresent()) {
      throw new IllegalArgumentException("a collector named " + config.name() + " is registered");
    }
    var collector = new RegisteredCollector(config, source, works, engine);
    registered = Stream.concat(registered.stream(), Stream.of(collector)).toList();
    apply();
    return collector;
  }

  private void apply() throws InterruptedException {
    var plans = new ArrayList<CollectorPlan>();
    for (RegisteredCollector each : registered) {
      if (each.config().enabled()) {
        Duration longest = Attempts.longest(each.config()).plus(SLACK);
        var settings = new RunSettings(each.config().interval(), longest);
        plans.add(new CollectorPlan(each.name(), each, settings, false, each::run));
      }
    }
    engine.apply(new Plan(plans, List.of(), List.of(), SeriesLimits.DEFAULT));
  }

  private List<RegisteredCollector> targeted() {
    return enabled().stream().filter(RegisteredCollector::isTargeted).toList();
  }

  private Map<String, Container> meant(Collection<String> targets) throws InterruptedException {
    ContainerReading reading = works.known();
    var meant = new LinkedHashMap<String, Container>();
    for (String each : targets) {
      List<Container> candidates = reading.meant(each);
      if (candidates.size() == 1) {
        meant.put(each, candidates.getFirst());
      }
    }
    return meant;
  }

  private static List<MetricValue> of(
      Container container, Map<String, Map<String, List<MetricValue>>> measured) {
    return measured.values().stream()
        .flatMap(each -> each.getOrDefault(container.id(), List.of()).stream())
        .toList();
  }
}
