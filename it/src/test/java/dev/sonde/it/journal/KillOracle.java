package dev.sonde.it.journal;

import dev.sonde.it.Ports;
import dev.sonde.it.Postgres;
import dev.sonde.it.Prometheus;
import dev.sonde.it.VictoriaMetrics;
import dev.sonde.it.journal.Arrivals.Sample;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Pushes numbered samples through an agent that is killed again and again, and counts from outside
/// what was acknowledged and what arrived. Any agent: it is a command line.
///
/// One start in ten is killed before it is ready.
final class KillOracle {
  private static final int EARLY_ONE_IN = 10;
  private static final int LONGEST_LIVES = 4;
  private static final long POLL_MILLIS = 100;
  private static final long SETTLE_MILLIS = 2_000;
  private static final double NANOS_A_SECOND = 1e9;

  private final Plan plan;
  private final Path folder;
  private final Predicate<Sample> forgets;
  private final SplittableRandom random;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Long> unaccounted = new LinkedHashMap<>();
  private long startNanos;
  private int starts;

  /// @param folder for the agent's data and its log
  /// @param forgets which samples its own receivers lose, to test the oracle itself
  KillOracle(Plan plan, Path folder, Predicate<Sample> forgets) {
    this.plan = plan;
    this.folder = folder;
    this.forgets = forgets;
    this.random = new SplittableRandom(plan.seed());
  }

  /// What was found at each destination.
  Map<String, Verdict> run() throws IOException, InterruptedException {
    int port = Ports.free();
    try (var questions = new Questions(port)) {
      openTargets(questions);
      try (var agent = new Agent(plan, folder, port, ports)) {
        pushAndKill(agent);
        drain(agent);
        return verdicts(questions);
      }
    } finally {
      targets.values().forEach(Target::close);
    }
  }

  /// Samples of each destination that are nowhere, as far as the agent says where they are.
  Map<String, Long> unaccounted() {
    return unaccounted;
  }

  private Map<String, Verdict> verdicts(Questions questions)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var before = questions.accounts();
    var verdicts = verdicts(before);
    var now = questions.accounts();
    while (!isAtRest(before, now) && System.nanoTime() - begin < plan.quiet().toNanos()) {
      Thread.sleep(POLL_MILLIS);
      before = now;
      verdicts = verdicts(before);
      now = questions.accounts();
    }
    return verdicts;
  }

  /// Does nothing move between what the agent says and what is found? Samples that nobody was told
  /// to be safe may still be on their way.
  private static boolean isAtRest(
      Map<String, Questions.Account> before, Map<String, Questions.Account> now) {
    return before.equals(now) && now.values().stream().allMatch(each -> each.pending() == 0);
  }

  private Map<String, Verdict> verdicts(Map<String, Questions.Account> accounts)
      throws IOException, InterruptedException {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (var each : targets.entrySet()) {
      var verdict = each.getValue().judge(sent);
      verdicts.put(each.getKey(), verdict);
      if (accounts.containsKey(each.getKey())) {
        unaccounted.put(each.getKey(), accounts.get(each.getKey()).missing(verdict));
      }
    }
    return verdicts;
  }

  private void openTargets(Questions questions) throws IOException, InterruptedException {
    for (var name : plan.destinations()) {
      var weather = new Weather(random.nextLong());
      var target = target(name, weather, questions);
      targets.put(name, target);
      ports.put(name, target.port());
    }
  }

  private Target target(String name, Weather weather, Questions questions)
      throws IOException, InterruptedException {
    var data = folder.resolve(name);
    return switch (name) {
      case "prometheus" -> new Stored(new Prometheus(data).ready(), weather);
      case "victoria" -> new Stored(new VictoriaMetrics(data).ready(), weather);
      case "store" -> new Kept(questions, name);
      case "store-postgres" ->
          new Felled(new Postgres(data).ready(), weather, plan.meanLife(), random.nextLong());
      default -> {
        var arriving = new Arrivals(plan.workers(), plan.slots(), plan.inFlight());
        yield new Receiver(plan.dialect(), weather, arriving, forgets);
      }
    };
  }

  private void pushAndKill(Agent agent) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < plan.workers(); i++) {
          sent.add(new Sent());
          threads.execute(new Worker(client, plan, i, agent.at(plan.push()), sent.get(i), stop));
        }
        for (int kill = 0; kill < plan.kills(); kill++) {
          start(agent);
          live(agent);
        }
        start(agent);
        agent.awaitReady();
        Thread.sleep(plan.meanLife().toMillis());
        awaitAcknowledged();
      } finally {
        stop.countDown();
      }
    }
  }

  /// Waits until the first worker was told that something is safe: without that there is nothing to
  /// judge.
  private void awaitAcknowledged() throws InterruptedException {
    long begin = System.nanoTime();
    while (sent.getFirst().acknowledged().isEmpty()
        && System.nanoTime() - begin < plan.quiet().toNanos()) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void start(Agent agent) throws IOException {
    targets.values().forEach(Target::nextRun);
    agent.start();
    starts++;
  }

  private void live(Agent agent) throws IOException, InterruptedException {
    if (starts > 1 && random.nextInt(EARLY_ONE_IN) == 0) {
      agent.killAfter((long) (random.nextDouble() * startNanos));
      return;
    }
    long begin = System.nanoTime();
    agent.awaitReady();
    startNanos = System.nanoTime() - begin;
    double lives = Math.min(random.nextExponential(), LONGEST_LIVES);
    agent.killAfter((long) (lives * plan.meanLife().toNanos()));
  }

  /// Waits until all has arrived, and a while longer for what comes twice; or until nothing new has
  /// come for long.
  private void drain(Agent agent) throws IOException, InterruptedException {
    agent.awaitReady();
    targets.values().forEach(Target::calm);
    long begin = System.nanoTime();
    long forgotten = forgotten();
    for (var each : targets.values()) {
      while (each.judge(sent).lost() > forgotten
          && quietNanos(each, begin) < plan.quiet().toNanos()) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    Thread.sleep(SETTLE_MILLIS);
  }

  /// How many samples will never arrive, as receivers forget them.
  private long forgotten() {
    return IntStream.range(0, sent.size())
        .mapToLong(worker ->
            sent.get(worker).acknowledged().stream()
                .filter(id -> forgets.test(new Sample(worker, id)))
                .count())
        .sum();
  }

  private static long quietNanos(Target target, long begin) {
    return System.nanoTime() - Math.max(begin, target.lastNewNanos());
  }

  private long tried() {
    return sent.stream().mapToLong(Sent::tried).sum();
  }

  /// Prints a line of JSON for each destination.
  public static void main(String[] words) throws IOException, InterruptedException {
    var plan = Plan.of(List.of(words));
    var folder = Files.createTempDirectory("kill-oracle");
    var oracle = new KillOracle(plan, folder, _ -> false);
    long begin = System.nanoTime();
    var verdicts = oracle.run();
    double seconds = (System.nanoTime() - begin) / NANOS_A_SECOND;
    verdicts.forEach((name, verdict) -> System.out.println(oracle.json(name, verdict, seconds)));
  }

  private String json(String name, Verdict verdict, double seconds) {
    return """
    {"destination": "%s", "kills": %d, "felled": %d, "seconds": %.0f, "tried": %d, \
    "unaccounted": %s, %s}\
    """
        .formatted(
            name,
            plan.kills(),
            Objects.requireNonNull(targets.get(name)).kills(),
            seconds,
            tried(),
            unaccounted.get(name),
            verdict.json());
  }
}
