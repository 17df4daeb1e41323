package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.Detail;
import dev.sonde.api.Labels;
import dev.sonde.api.Reception;
import dev.sonde.api.Recorder;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.app.config.Profile;
import dev.sonde.app.log.LoggingProvider;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveView;
import dev.sonde.engine.OwnProcess;
import dev.sonde.engine.SelfCollector;
import dev.sonde.engine.Snapshot;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.AgentMetrics;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.server.ListenerMetrics;
import dev.sonde.server.Program;
import dev.sonde.server.Routes;
import dev.sonde.server.door.DoorConfig;
import dev.sonde.server.door.DoorMetrics;
import dev.sonde.server.door.Doors;
import dev.sonde.server.door.KeyPlace;
import dev.sonde.server.door.KeyRing;
import dev.sonde.server.door.KeyWatch;
import dev.sonde.server.history.QueryLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running program: the parts wired by hand, one configuration at a time in force.
final class Agent implements Program {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration COLLECTORS_LIMIT = Duration.ofSeconds(4);

  /// What the listeners and the journal need to close.
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private static final Path MACHINE_ID = Path.of("/etc/machine-id");
  private static final OwnProcess PROCESS = new OwnProcess(Path.of("/proc/self"));
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");

  private final Time time;
  private final Loader loader;
  private final Surroundings surroundings;
  private final DataFolder folders;
  private final BlockingCalls blocking = new BlockingCalls();
  private final TlsContexts tls;
  private final Certificates certificates;
  private final CertificateWatch certificateWatch;
  private final Shelf shelf = new Shelf();
  private final Dispatch dispatch;
  private final Engine engine;
  private final KeyRing keys;
  private final Doors doors;
  private final Agents agents;
  private final AgentWatch agentWatch;
  private final List<Receiver> receivers;
  private final Doorway doorway;
  private final Path directory;
  private final long startNanos;
  private volatile Loaded loaded;
  private volatile int mistakes;
  private boolean stopped;

  Agent(Shell shell, Arguments arguments, Time time) {
    this.time = time;
    this.startNanos = time.nanos();
    this.surroundings = new Surroundings(shell.environment(), blocking);
    this.directory = shell.directory();
    this.folders = DataFolder.of(shell);
    this.tls = new TlsContexts(time, blocking);
    this.certificates = new Certificates(tls::certificates);
    this.certificateWatch = new CertificateWatch(certificates, time);
    IntSupplier indexes = new AtomicInteger()::getAndIncrement;
    this.dispatch =
        new Dispatch(
            folders,
            surroundings,
            new JournalContext(
                time, indexes, MachineId.of(MACHINE_ID), () -> journalDied(shell.halt())),
            shelf);
    this.engine = new Engine(time, dispatch, indexes);
    this.loader =
        new Loader(shell, arguments, BuiltIns.on(System.getProperty("os.name"), this::self, tls));
    this.keys = new KeyRing(this::keyPlace, time, new SecureRandom());
    this.doors = new Doors(keys, time);
    this.agents = new Agents(time, () -> loaded().config().receivers().silentAfter());
    this.agentWatch = new AgentWatch(agents, () -> folders.agents(loaded().config()), blocking);
    this.receivers =
        Receivers.of(engine, dispatch, () -> loaded().config().receivers().limits(), agents);
    this.doorway = new Doorway(Routes.of(this, doors, time), tls);
    this.loaded = loader.load();
  }

  /// What was read at the last start or successful reload.
  Loaded loaded() {
    return loaded;
  }

  /// Opens the journal and the listeners, then begins to collect.
  ///
  /// @throws IOException when an address can't be had or the listeners' TLS can't be used, with a
  ///   message for people
  /// @throws FolderTakenException when another process has the journal
  synchronized void start() throws IOException, FolderTakenException, InterruptedException {
    SondeConfig config = loaded.config();
    LoggingProvider.configure(config.log());
    LOG.info("{}; {}", Version.line(), loaded.description());
    loaded.warnings().forEach(LOG::warn);
    warnOfDoors(config);
    tellOfPlugins();
    keys.refresh();
    agentWatch.load();
    dispatch.open(config);
    boolean open = false;
    try {
      engine.apply(Wiring.plan(config, surroundings));
      doorway.open(config.server());
      open = true;
    } finally {
      if (!open) {
        dispatch.close();
      }
    }
    dispatch.apply(config);
    takeOver();
    engine.start();
    LOG.info("listening on {}", doorway.words());
  }

  private static void warnOfDoors(SondeConfig config) {
    config.receivers().warnings(config.server().asksForCertificates()).forEach(LOG::warn);
  }

  /// Of the metrics push client that Sonde stands in for.
  private void takeOver() {
    if (loaded.profile() == Profile.PUSH_CLIENT) {
      Reception reception = (caller, more) -> engine.reception("push_client").begin(caller, more);
      new BufferTakeOver(directory, reception, time).run();
    }
  }

  private void tellOfPlugins() {
    if (loader.plugins().isPresent()) {
      loader.plugins().get().told().forEach(LOG::info);
    }
  }

  /// What should be known of plugins that threads are left of.
  private List<String> leaks() {
    return loader.plugins().isPresent() ? loader.plugins().get().leaks() : List.of();
  }

  /// What keeps it from starting under the profile `metricsd`, in its words. Others start, show the
  /// destination as failing, and try again.
  List<String> unusableTls() throws InterruptedException {
    if (loaded.profile() != Profile.METRICSD) {
      return List.of();
    }
    return new TlsFiles(tls, surroundings)
        .findings(loaded.config().shippers()).stream()
            .map(TlsFiles.Finding::inMetricsdWords)
            .toList();
  }

  /// Why the listeners can't speak TLS by the files that are there.
  Optional<String> unusableListener() throws InterruptedException {
    return new TlsFiles(tls, surroundings).unusable(loaded.config().server());
  }

  /// Looks at certificates until interrupted.
  CertificateWatch certificateWatch() {
    return certificateWatch;
  }

  /// Looks after the keys until interrupted.
  KeyWatch keyWatch() {
    return new KeyWatch(keys, this::keyPlace);
  }

  /// Looks who falls silent until interrupted.
  AgentWatch agentWatch() {
    return agentWatch;
  }

  private KeyPlace keyPlace() {
    return folders.keys(loaded.config());
  }

  /// Looks after the store until interrupted.
  Shelf shelf() {
    return shelf;
  }

  /// Where its journal should be.
  Path journalFolder() {
    return folders.journal(loaded.config());
  }

  /// Runs every collector once, besides their own times.
  void collect() throws InterruptedException {
    engine.collectOnce();
  }

  /// The TCP ports it listens on.
  List<Integer> ports() {
    return doorway.ports();
  }

  /// Ends everything within 10 seconds: collecting, delivering what can be delivered, serving. The
  /// rest stays in the journal. A reload that comes now comes too late.
  synchronized void stop() throws InterruptedException {
    stopped = true;
    LOG.info("stopping");
    long end = time.nanos() + STOP_LIMIT.toNanos();
    engine.close(COLLECTORS_LIMIT);
    long rest = end - time.nanos() - RESERVE.toNanos();
    dispatch.flush(Duration.ofNanos(Math.max(0, rest)));
    dispatch.destinations().forEach(Agent::tellWhatWaits);
    leaks().forEach(LOG::warn);
    doorway.close();
    dispatch.close();
    agentWatch.save();
    LOG.info("stopped");
  }

  private static void tellWhatWaits(CourierStatus at) {
    long pending = at.standing().map(Standing::pending).orElse(0L);
    if (pending > 0) {
      LOG.info("{} samples wait in the journal for {}", pending, at.name());
    }
  }

  /// Going on would lose everything that comes: a new start finds what the journal has.
  private static void journalDied(Runnable halt) {
    LOG.error("a defect ended the journal's writer; Sonde ends, so that it can be started again");
    halt.run();
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
      warnOfDoors(fresh.config());
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
      dispatch.apply(config);
      return List.of();
    } catch (IOException refused) {
      return List.of(String.valueOf(refused.getMessage()));
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
        ownMetrics());
  }

  private List<Consumer<Recorder>> ownMetrics() {
    var all =
        new ArrayList<Consumer<Recorder>>(
            List.of(
                new ListenerMetrics(doorway::listeners),
                dispatch.metrics(),
                new StoreMetrics(shelf),
                new CertificateMetrics(certificates),
                new DoorMetrics(keys, doors),
                new AgentMetrics(agents, time)));
    if (loader.plugins().isPresent()) {
      all.add(new PluginMetrics(loader.plugins().get()));
    }
    return all;
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
  public LiveView pushed() {
    return engine.pushed();
  }

  @Override
  public Duration silentAfter() {
    return loaded.config().receivers().silentAfter();
  }

  @Override
  public List<ComponentStatus> components() {
    SondeConfig config = loaded.config();
    return engine.components().stream()
        .filter(each -> each.state() != ComponentStatus.State.IDLE || config.names(each.name()))
        .toList();
  }

  @Override
  public Optional<Detail> detail(String group) {
    return engine.detail(group);
  }

  @Override
  public JournalStatus journal() {
    return dispatch.journal();
  }

  @Override
  public List<CourierStatus> destinations() {
    return dispatch.destinations();
  }

  @Override
  public List<Receiver> receivers() {
    return receivers;
  }

  @Override
  public List<AgentStatus> agents() {
    return agents.all();
  }

  @Override
  public Optional<DoorConfig> door(String receiver) {
    return loaded.config().receivers().door(receiver);
  }

  @Override
  public Optional<History> history() {
    return shelf.history();
  }

  @Override
  public Labels identity() {
    return Wiring.own(loaded.config(), surroundings);
  }

  @Override
  public QueryLimits queryLimits() {
    return loaded.config().server().queries();
  }

  /// Anyone may read these: how many mistakes there were, and not what stands in the file.
  @Override
  public List<String> warnings() {
    var all = new ArrayList<String>();
    int count = mistakes;
    if (count > 0) {
      all.add(
          "the last reload was refused ("
              + count
              + (count == 1 ? " mistake" : " mistakes")
              + "); the log names them, and so does sonde check");
    }
    if (!dispatch.journal().durable()) {
      all.add(
          "not durable: the journal has no folder it can write to; the log says why; restart Sonde"
              + " when the folder can be written");
    }
    if (!keys.isReadable()) {
      all.add("the file of keys can't be read, so every key is refused; the log says why");
    }
    all.addAll(certificateWatch.expired());
    if (loader.plugins().isPresent()) {
      all.addAll(loader.plugins().get().leftOut());
    }
    all.addAll(leaks());
    return all;
  }

  @Override
  public List<String> notices() {
    var all = new ArrayList<String>(certificateWatch.soon());
    int silent = agents.silent();
    if (silent > 0) {
      all.add(silent + " of those who push here are silent; /api/v1/agents?state=silent says who");
    }
    return all;
  }

  @Override
  public String configuration() {
    return loaded.effective();
  }
}
