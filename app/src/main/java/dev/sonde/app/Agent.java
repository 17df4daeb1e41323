package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
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
  private volatile int mistakes;
  private boolean stopped;

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
  synchronized void start() throws BindException, InterruptedException {
    SondeConfig config = loaded.config();
    LoggingProvider.configure(config.log());
    LOG.info("{}; {}", Version.line(), loaded.description());
    loaded.warnings().forEach(LOG::warn);
    engine.apply(Wiring.plan(config, surroundings));
    doorway.open(config.server());
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

  /// Ends everything within a few seconds. A reload that comes now comes too late.
  synchronized void stop() throws InterruptedException {
    stopped = true;
    LOG.info("stopping");
    engine.close(STOP_GRACE);
    doorway.close();
    LOG.info("stopped");
  }

  @Override
  public synchronized List<String> reload() {
    if (stopped) {
      return List.of("Sonde is stopping");
    }
    List<String> problems;
    try {
      problems = change(loader.load());
    } catch (RuntimeException defect) {
      LOG.error("a defect in Sonde kept the configuration from being read", defect);
      problems = List.of("a defect in Sonde: " + defect);
    }
    mistakes = problems.size();
    if (!problems.isEmpty()) {
      LOG.error(
          "reload refused, the configuration before goes on: {}", String.join(" | ", problems));
    }
    return problems;
  }

  private List<String> change(Loaded fresh) {
    if (!fresh.problems().isEmpty()) {
      return fresh.problems();
    }
    Loaded before = loaded;
    List<String> problems = apply(fresh.config());
    if (problems.isEmpty()) {
      loaded = fresh;
      LOG.info("reloaded; {}", fresh.description());
      fresh.warnings().forEach(LOG::warn);
    } else {
      apply(before.config());
    }
    return problems;
  }

  /// What can be refused comes first, so that a refusal changes nothing.
  private List<String> apply(SondeConfig config) {
    try {
      doorway.change(config.server());
      LoggingProvider.configure(config.log());
      engine.apply(Wiring.plan(config, surroundings));
      return List.of();
    } catch (BindException taken) {
      return List.of(String.valueOf(taken.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of("interrupted");
    } catch (RuntimeException defect) {
      LOG.error("a defect in Sonde kept a configuration from being applied", defect);
      return List.of("a defect in Sonde: " + defect);
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

  /// Anyone may read these: how many mistakes there were, and not what stands in the file.
  @Override
  public List<String> warnings() {
    int count = mistakes;
    return count == 0
        ? List.of()
        : List.of(
            "the last reload was refused ("
                + count
                + (count == 1 ? " mistake" : " mistakes")
                + "); the log names them, and so does sonde check");
  }

  @Override
  public String configuration() {
    return loaded.effective();
  }
}
