package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.app.log.LogConfig;
import dev.sonde.app.log.LoggingProvider;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.OwnProcess;
import dev.sonde.engine.SelfCollector;
import dev.sonde.engine.Snapshot;
import dev.sonde.http.Handler;
import dev.sonde.server.ListenerMetrics;
import dev.sonde.server.Program;
import dev.sonde.server.Routes;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running program: the parts wired by hand, one configuration at a time in force.
final class Agent implements Program {
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final OwnProcess PROCESS = new OwnProcess(Path.of("/proc/self"));
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");

  private final Time time;
  private final Loader loader;
  private final Surroundings surroundings;
  private final BlockingCalls blocking = new BlockingCalls();
  private final Engine engine;
  private final Doorway doorway;
  private final long startNanos;
  private volatile Loaded loaded;
  private volatile List<String> refused = List.of();

  Agent(Shell shell, Arguments arguments, Time time) {
    this.time = time;
    this.startNanos = time.nanos();
    this.engine = new Engine(time, new LiveOnly());
    this.surroundings = new Surroundings(shell.environment(), blocking);
    this.loader =
        new Loader(shell, arguments, BuiltIns.on(System.getProperty("os.name"), this::self));
    Handler routes = Routes.of(this, time);
    this.doorway = new Doorway(routes);
    this.loaded = loader.load();
  }

  /// What was read at the last start or successful reload.
  Loaded loaded() {
    return loaded;
  }

  /// Opens the listeners, then begins to collect.
  ///
  /// @throws BindException when an address can't be had, with a message for people
  void start() throws BindException, InterruptedException {
    SondeConfig config = loaded.config();
    LoggingProvider.configure(config.log());
    LOG.info("{}; {}", Version.line(), loaded.description());
    loaded.warnings().forEach(LOG::warn);
    doorway.open(config.server());
    engine.apply(Wiring.plan(config, surroundings));
    engine.start();
    LOG.info("listening on {}", doorway.words());
  }

  /// Runs every collector once, besides their own times.
  void collect() throws InterruptedException {
    engine.collectOnce();
  }

  /// The TCP ports it listens on.
  List<Integer> ports() {
    return doorway.ports();
  }

  /// Ends everything within a few seconds.
  void stop() throws InterruptedException {
    LOG.info("stopping");
    engine.close(STOP_GRACE);
    doorway.close();
    LOG.info("stopped");
  }

  @Override
  public synchronized List<String> reload() {
    Loaded fresh = loader.load();
    List<String> problems = fresh.problems();
    if (problems.isEmpty()) {
      problems = apply(fresh);
    }
    refused = problems;
    if (problems.isEmpty()) {
      LOG.info("reloaded; {}", fresh.description());
      fresh.warnings().forEach(LOG::warn);
    } else {
      LOG.error(
          "reload refused, the configuration before goes on: {}", String.join(" | ", problems));
    }
    return problems;
  }

  private List<String> apply(Loaded fresh) {
    SondeConfig config = fresh.config();
    try {
      doorway.change(config.server());
      LogConfig log = config.log();
      LoggingProvider.configure(log);
      engine.apply(Wiring.plan(config, surroundings));
      loaded = fresh;
      return List.of();
    } catch (BindException taken) {
      return List.of(String.valueOf(taken.getMessage()));
    } catch (RuntimeException defect) {
      LOG.error("a defect in Sonde kept the new configuration from being applied", defect);
      return List.of("a defect in Sonde: " + defect);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of("interrupted");
    }
  }

  private Collector self() {
    return new SelfCollector(
        engine,
        blocking,
        time,
        Labels.of("version", Version.number(), "java", Version.java()),
        PROCESS,
        List.of(new ListenerMetrics(doorway::listeners)));
  }

  @Override
  public String version() {
    return Version.number();
  }

  @Override
  public String profile() {
    return loaded.profile().shown();
  }

  @Override
  public long uptimeNanos() {
    return time.nanos() - startNanos;
  }

  @Override
  public Snapshot snapshot() {
    return engine.live().snapshot();
  }

  @Override
  public List<ComponentStatus> components() {
    return engine.components();
  }

  @Override
  public List<String> warnings() {
    return refused.isEmpty()
        ? List.of()
        : List.of("the last reload was refused: " + String.join(" | ", refused));
  }

  @Override
  public String configuration() {
    return loaded.effective();
  }
}
