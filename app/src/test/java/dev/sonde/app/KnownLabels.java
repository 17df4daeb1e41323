package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.Verdict;
import dev.sonde.collectors.scrape.Probe;
import dev.sonde.collectors.scrape.ProbeTarget;
import dev.sonde.collectors.scrape.Probed;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.OwnProcess;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SelfCollector;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.engine.Snapshot;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.tls.CertificateStatus;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.receivers.agents.AgentLines;
import dev.sonde.receivers.agents.AgentMetrics;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.server.ListenerMetrics;
import dev.sonde.server.door.DoorMetrics;
import dev.sonde.server.door.Doors;
import dev.sonde.server.door.KeyPlace;
import dev.sonde.server.door.KeyRing;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.store.ReferenceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which labels series carry: for the machine, its GPUs and containers as golden pages show them,
/// for Sonde itself as a running engine does.
final class KnownLabels {
  private static final List<String> CASES =
      List.of(
          "collectors/src/test/resources/dev/sonde/collectors/host/cases",
          "collectors/src/test/resources/dev/sonde/collectors/exec/cases",
          "collectors/src/test/resources/dev/sonde/collectors/gpu/cases",
          "collectors/src/test/resources/dev/sonde/collectors/lichess/cases",
          "collectors/src/test/resources/dev/sonde/collectors/container");
  private static final Pattern NAME = Pattern.compile("^[a-z_0-9]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  private final Map<String, Set<String>> always = new HashMap<>();
  private final Map<String, Set<String>> sometimes = new HashMap<>();

  static KnownLabels find() throws Exception {
    var known = new KnownLabels();
    for (String cases : CASES) {
      known.goldenPages(cases);
    }
    known.runningEngine();
    known.scrape();
    known.add("sonde_journal_seconds_until_full", Set.of()); // only while a backlog grows
    known.add("sonde_statsd_series", Set.of());
    known.add("sonde_statsd_values_total", Set.of("outcome"));
    PluginMetrics.families().forEach(each -> known.add(each.name(), Set.of("plugin")));
    return known;
  }

  /// Those that every target has.
  private void scrape() throws Exception {
    try (var listener =
            Listener.open(
                Address.parse("127.0.0.1:0"), Limits.DEFAULT, _ -> Response.text(200, ""));
        var probe = new Probe(Time.SYSTEM, surroundings(), tls())) {
      var options = ScrapeOptions.of(Map.of(), List.of());
      var job = UrlJob.of("http://" + listener.address(), options, tls());
      for (ProbeTarget each : probe.targets(job, Duration.ZERO).targets()) {
        for (Probed.Line line : probe.scrape(each).lines()) {
          add(line.family().name(), new TreeSet<>(line.labels().map().keySet()));
        }
      }
    }
  }

  private static Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }

  private static TlsContexts tls() {
    return new TlsContexts(Time.SYSTEM, new DirectCalls());
  }

  boolean knows(Family family) {
    return always.containsKey(family.name());
  }

  /// `chip`, `sensor`, in brackets those that some series lack.
  String of(Family family) {
    return of(family, Set.of());
  }

  /// The same without `usual` ones.
  String of(Family family, Set<String> usual) {
    Set<String> sure = always.getOrDefault(family.name(), Set.of());
    return sometimes.getOrDefault(family.name(), Set.of()).stream()
        .filter(each -> !usual.contains(each))
        .map(each -> sure.contains(each) ? "`" + each + "`" : "(`" + each + "`)")
        .collect(Collectors.joining(", "));
  }

  private void goldenPages(String cases) throws IOException {
    try (Stream<Path> files = Files.walk(Documents.top().resolve(cases))) {
      for (Path each : files.filter(file -> file.endsWith("expected.txt")).toList()) {
        Files.readAllLines(each).forEach(this::line);
      }
    }
  }

  private void line(String line) {
    Matcher name = NAME.matcher(line);
    if (name.find()) {
      var labels = new TreeSet<String>();
      LABEL.matcher(line).results().forEach(each -> labels.add(each.group(1)));
      add(name.group(), labels);
    }
  }

  private void add(String family, Set<String> labels) {
    always.computeIfAbsent(family, _ -> new TreeSet<>(labels)).retainAll(labels);
    sometimes.computeIfAbsent(family, _ -> new TreeSet<>()).addAll(labels);
  }

  private void runningEngine() throws Exception {
    var limits = new SeriesLimits(1_000, 4, 1_000);
    var run = new RunSettings(Duration.ofSeconds(5), Duration.ofMinutes(5));
    var engine = new Engine(Time.SYSTEM, new LiveOnly());
    engine.reception("sonde");
    try (var delivery = new SettledDelivery();
        var listener =
            Listener.open(
                Address.parse("127.0.0.1:0"), Limits.DEFAULT, _ -> Response.text(200, "here"))) {
      Collector self = self(engine, listener, delivery);
      var drop =
          new ProcessorPlan(
              "drop",
              "",
              () -> (name, _) -> name.equals("b") ? new Verdict.Drop("b") : Verdict.KEEP);
      var collectors =
          List.of(
              new CollectorPlan("any", "", run, false, () -> KnownLabels::keptDroppedAndRefused),
              new CollectorPlan("self", "", run, true, () -> self));
      engine.apply(new Plan(collectors, List.of(), List.of(drop), limits));
      engine.collectOnce();
      engine.collectOnce();
      add(engine.live().snapshot());
    } finally {
      engine.close(Duration.ofSeconds(5));
    }
  }

  private static Collector self(Engine engine, Listener listener, SettledDelivery delivery) {
    return new SelfCollector(
        engine,
        new BlockingCalls(),
        Time.SYSTEM,
        Labels.of("version", Version.number(), "java", Version.java()),
        new OwnProcess(Path.of("/proc/self")),
        List.of(
            new ListenerMetrics(() -> List.of(listener)),
            delivery.metrics(),
            new StoreMetrics(tendedShelf()),
            new CertificateMetrics(new Certificates(KnownLabels::certificate)),
            doorMetrics(),
            agentMetrics()));
  }

  private static AgentMetrics agentMetrics() {
    var agents = new Agents(Time.SYSTEM, () -> Duration.ofMinutes(1));
    String sonde = "00000000-0000-0000-0000-000000000000\",\"newest\":1,\"backlog\":1}\n";
    String known =
        "{\"agent\":\"a\",\"sender\":\""
            + sonde
            + "{\"sender\":\""
            + sonde
            + "{\"client\":\"b\",\"sender\":\"json\",\"newest\":1}\n";
    agents.restore(AgentLines.read(known.getBytes(StandardCharsets.UTF_8)));
    return new AgentMetrics(agents, Time.SYSTEM);
  }

  private static DoorMetrics doorMetrics() {
    var place = new KeyPlace(Path.of("no-folder", "keys.json"));
    var keys = new KeyRing(() -> place, Time.SYSTEM, new Random(1));
    return new DoorMetrics(keys, new Doors(keys, Time.SYSTEM));
  }

  private static Shelf tendedShelf() {
    var store = new ReferenceStore(Time.SYSTEM, Duration.ofDays(1));
    store.tend();
    var shelf = new Shelf();
    shelf.put(store);
    return shelf;
  }

  private static List<CertificateStatus> certificate() {
    return List.of(
        new CertificateStatus(CertificateStatus.Use.CA, "ca.pem", "CN=a", Instant.EPOCH));
  }

  private static void keptDroppedAndRefused(Recorder out) {
    out.record(Family.gauge("a", "", "Kept."), Labels.of(), 1);
    out.record(Family.gauge("b", "", "Dropped."), Labels.of(), 1);
    var five = Labels.of(Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1"));
    out.record(Family.gauge("c", "", "Refused."), five, 1);
  }

  private void add(Snapshot snapshot) {
    for (int row = 0; row < snapshot.size(); row++) {
      var labels = new TreeSet<String>();
      snapshot.series(row).labels().forEach((name, _) -> labels.add(name));
      add(snapshot.series(row).name(), labels);
    }
  }
}
