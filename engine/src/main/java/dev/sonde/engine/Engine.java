package dev.sonde.engine;

import dev.sonde.api.Detail;
import dev.sonde.api.Intake;
import dev.sonde.api.Reception;
import dev.sonde.api.Time;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Makes a plan run: collectors on time, generators all the time, their samples through the
/// pipeline into the journal and the live view.
///
/// Made, given a plan with [#apply], started once, given other plans as the configuration changes,
/// closed once. All methods may be called from any thread.
public final class Engine {
  private static final Duration REMOVAL_GRACE = Duration.ofSeconds(1);

  private record Running(CollectorPlan plan, CollectorRunner runner) {}

  private final Time time;
  private final Overflow journal;
  private final SeriesTable table;
  private final Families families;
  private final LiveView live;
  private final Scheduler scheduler;
  private final Map<String, Running> collectors = new ConcurrentSkipListMap<>();
  private final Groups groups;
  private final Generators generators;
  private final LiveView pushed;
  private final Inlets inlets;
  private List<ProcessorPlan> processors = List.of();
  private volatile Pipeline pipeline = new Pipeline(1, List.of());
  private boolean started;
  private boolean closed;

  /// An engine that gives indexes to its series by itself: for an intake that reads nothing back.
  public Engine(Time time, Intake intake) {
    this(time, intake, new AtomicInteger()::getAndIncrement);
  }

  /// @param intake the door to the journal
  /// @param indexes gives the index of a series, each number once in the process: shared with
  ///   whoever else makes series
  public Engine(Time time, Intake intake, IntSupplier indexes) {
    this.time = time;
    this.journal = new Overflow(time, intake, Overflow.MOST_SAMPLES);
    this.table = new SeriesTable(SeriesLimits.DEFAULT, indexes);
    this.families = new Families(table, intake);
    this.live = new LiveView(families);
    this.scheduler = new Scheduler(time);
    var registry = new Registry(table, families);
    var hauls = new Hauls();
    this.groups =
        new Groups(new GroupWorks(time, scheduler, () -> pipeline, registry, live, journal, hauls));
    this.pushed = new LiveView(families);
    this.inlets =
        new Inlets(
            new InletWorks(
                time,
                scheduler,
                () -> pipeline,
                new Tenants(registry, pushed::forget),
                families,
                pushed,
                intake,
                hauls));
    this.generators =
        new Generators(
            new GeneratorWorks(
                time,
                scheduler,
                () -> pipeline,
                () -> new Producer(table, families, live, journal, false),
                new Random()));
  }

  /// The newest value of every series.
  public LiveView live() {
    return live;
  }

  /// The newest value of every series that others push.
  public LiveView pushed() {
    return pushed;
  }

  /// The way in for a receiver, the same for the same name. Open until the intake closes.
  public Reception reception(String receiver) {
    return inlets.of(receiver);
  }

  /// Every live series.
  SeriesTable series() {
    return table;
  }

  /// How each component is doing, sorted by name. Waits for nothing.
  public List<ComponentStatus> components() {
    var all = new ArrayList<ComponentStatus>();
    collectors.values().forEach(each -> all.add(each.runner().status()));
    all.addAll(groups.status());
    all.addAll(generators.status());
    all.addAll(inlets.status());
    all.sort(Comparator.comparing(ComponentStatus::name));
    return all;
  }

  /// What a group tells of its members; empty when there is none of this name. Waits for nothing.
  public Optional<Detail> detail(String group) {
    return groups.detail(group);
  }

  /// Makes this plan the one that runs. What has not changed goes on undisturbed: a collector with
  /// the same configuration keeps its state, and only its timing changes when only that did.
  public synchronized void apply(Plan plan) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("this engine was closed");
    }
    applyProcessors(plan.processors(), plan.limits());
    var wanted = new TreeMap<String, CollectorPlan>();
    plan.collectors().forEach(each -> wanted.put(each.name(), each));
    for (Running running : List.copyOf(collectors.values())) {
      if (!wanted.containsKey(running.plan().name())) {
        remove(running);
      }
    }
    for (CollectorPlan each : wanted.values()) {
      applyCollector(each);
    }
    groups.apply(plan.groups(), started, REMOVAL_GRACE);
    generators.apply(plan.generators(), started, REMOVAL_GRACE);
  }

  /// Starts the clock: from now on collectors and generators run by themselves.
  public synchronized void start() {
    begin();
    scheduler.start();
  }

  /// Starts without the thread: time passes with [#tick].
  synchronized void begin() {
    started = true;
    collectors.values().forEach(each -> each.runner().start());
    groups.start();
    generators.start();
  }

  /// What the scheduler's thread does, for tests that have time in their hands.
  void tick() {
    scheduler.tick();
  }

  /// Waits until no collector runs, however long that takes: for tests.
  void awaitIdle() throws InterruptedException {
    for (Running each : collectors.values()) {
      each.runner().awaitIdle();
    }
  }

  /// Runs every collector once and waits for them, each with its own time-out.
  public void collectOnce() throws InterruptedException {
    var runs = new ArrayList<CollectorRunner.Run>();
    var limits = new ArrayList<Duration>();
    for (Running each : collectors.values()) {
      CollectorRunner.Run run = each.runner().due(0);
      if (run != null) {
        runs.add(run);
        limits.add(each.plan().run().timeout());
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).awaitOrGiveUp(limits.get(i));
    }
  }

  /// Runs one collector, after the run that may be going on, and waits for it with its own
  /// time-out.
  ///
  /// @return how it is doing then; empty when there is none of this name
  public Optional<ComponentStatus> collect(String collector) throws InterruptedException {
    Running running = collectors.get(collector);
    if (running == null) {
      return Optional.empty();
    }
    running.runner().runAndWait();
    return Optional.of(running.runner().status());
  }

  /// Stops collecting, for good: what runs gets this long, all together, to end. What waits for the
  /// journal is tried once more, and then counted as refused. The intake must still be there.
  public synchronized void close(Duration grace) throws InterruptedException {
    closed = true;
    collectors.values().forEach(each -> each.runner().halt());
    groups.halt();
    generators.halt();
    long end = time.nanos() + grace.toNanos();
    for (Running each : collectors.values()) {
      each.runner().finish(Duration.ofNanos(Math.max(0, end - time.nanos())));
    }
    collectors.clear();
    groups.finish(Duration.ofNanos(Math.max(0, end - time.nanos())));
    generators.finish(Duration.ofNanos(Math.max(0, end - time.nanos())));
    scheduler.close();
    journal.close();
  }

  /// Other limits make another generation too: every slot asks again whether it may.
  private void applyProcessors(List<ProcessorPlan> wanted, SeriesLimits limits) {
    boolean same = wanted.size() == processors.size() && limits.equals(table.limits());
    for (int i = 0; same && i < wanted.size(); i++) {
      same = wanted.get(i).sameAs(processors.get(i));
    }
    if (!same) {
      table.limit(limits);
      pipeline = Pipeline.of(pipeline.generation() + 1, wanted);
      processors = wanted;
      generators.reconsider();
    }
  }

  private void applyCollector(CollectorPlan wanted) throws InterruptedException {
    Running running = collectors.get(wanted.name());
    if (running != null && running.plan().config().equals(wanted.config())) {
      if (!running.plan().run().equals(wanted.run())) {
        running.runner().reschedule(wanted.run());
      }
      collectors.put(wanted.name(), new Running(wanted, running.runner()));
      return;
    }
    if (running != null) {
      remove(running);
    }
    var runner =
        new CollectorRunner(
            wanted.name(),
            wanted.make().get(),
            wanted.run(),
            new Producer(table, families, live, journal, wanted.essential()),
            () -> pipeline,
            scheduler,
            time);
    collectors.put(wanted.name(), new Running(wanted, runner));
    if (started) {
      runner.start();
    }
  }

  private void remove(Running running) throws InterruptedException {
    running.runner().halt();
    collectors.remove(running.plan().name());
    try {
      running.runner().finish(REMOVAL_GRACE);
    } finally {
      running.runner().retire();
    }
  }
}
