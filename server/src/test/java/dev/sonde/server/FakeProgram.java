package dev.sonde.server;

import dev.sonde.api.Collector;
import dev.sonde.api.Detail;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Reception;
import dev.sonde.api.store.History;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.LiveView;
import dev.sonde.engine.Plan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.engine.Snapshot;
import dev.sonde.journal.JournalStatus;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.server.door.DoorConfig;
import dev.sonde.server.door.Doors;
import dev.sonde.server.door.KeyPlace;
import dev.sonde.server.door.KeyRing;
import dev.sonde.server.history.QueryLimits;
import dev.sonde.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A program with a real engine, whose one collector does what a test says.
final class FakeProgram implements Program {
  final ManualTime time = new ManualTime("2026-01-01T10:30:00.250Z");
  final Doors doors =
      new Doors(
          new KeyRing(() -> new KeyPlace(Path.of("no-folder", "keys.json")), time, new Random(1)),
          time);
  final List<String> warnings = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<CourierStatus> destinations = new ArrayList<>();
  JournalStatus journal = journal(true, "");
  final Map<String, Detail> details = new HashMap<>();
  Optional<History> history = Optional.empty();
  final List<AgentStatus> agents = new ArrayList<>();
  QueryLimits queryLimits = QueryLimits.DEFAULT;
  String profile = "agent";
  int reloads;
  private final Engine engine = new Engine(time, new LiveOnly());
  private Collector collector = _ -> {};

  FakeProgram() throws InterruptedException {
    this(SeriesLimits.DEFAULT);
  }

  FakeProgram(SeriesLimits limits) throws InterruptedException {
    var run = new RunSettings(Duration.ofSeconds(5), Duration.ofMinutes(5));
    var plan = new Plan.CollectorPlan("host", "x", run, false, () -> out -> collector.collect(out));
    engine.apply(new Plan(List.of(plan), List.of(), List.of(), limits));
  }

  void collect(Collector once) throws InterruptedException {
    collector = once;
    engine.collectOnce();
  }

  void gauge(String name, String unit, double value, String... labels) throws InterruptedException {
    collect(out ->
        out.record(Family.gauge(name, unit, "What " + name + " is."), Labels.of(labels), value));
  }

  static JournalStatus journal(boolean durable, String problem) {
    return new JournalStatus(
        durable,
        600,
        0,
        1_767_000_000_000L,
        1,
        65_536,
        1L << 30,
        600,
        4_000,
        0,
        problem.isEmpty() ? Map.of() : Map.of("disk_full", 7L),
        1,
        1,
        100_000,
        0,
        0,
        problem);
  }

  @Override
  public Optional<Detail> detail(String group) {
    return Optional.ofNullable(details.get(group));
  }

  @Override
  public JournalStatus journal() {
    return journal;
  }

  @Override
  public List<CourierStatus> destinations() {
    return destinations;
  }

  @Override
  public List<Receiver> receivers() {
    return List.of();
  }

  @Override
  public List<AgentStatus> agents() {
    return agents;
  }

  @Override
  public Optional<DoorConfig> door(String receiver) {
    return Optional.empty();
  }

  @Override
  public Optional<History> history() {
    return history;
  }

  @Override
  public Labels identity() {
    return Labels.of("host", "web-1");
  }

  @Override
  public QueryLimits queryLimits() {
    return queryLimits;
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  @Override
  public String profile() {
    return profile;
  }

  @Override
  public long uptimeNanos() {
    return 5_025_678_901_234L;
  }

  @Override
  public LiveView pushed() {
    return engine.pushed();
  }

  @Override
  public Duration silentAfter() {
    return Duration.ofMinutes(5);
  }

  /// As a receiver does.
  Reception reception() {
    return engine.reception("json");
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
    return warnings;
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public String configuration() {
    return "interval: 5s\n";
  }

  @Override
  public List<String> reload() {
    reloads++;
    return problems;
  }
}
