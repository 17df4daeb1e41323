package dev.sonde.it;

import dev.sonde.it.ClusterPlan.Victim;
import dev.sonde.it.ClusterPlan.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Agents, hubs and PostgreSQL, all real, killed and cut off from each other again and again, and
/// counted from outside: what agents accepted, and what PostgreSQL has.
final class Cluster implements AutoCloseable {
  private static final int LONGEST_LIVES = 3;
  private static final Duration LOOKS = Duration.ofMillis(100);
  private static final double NANOS_A_SECOND = 1e9;
  private static final int ENDS = 10;

  private final ClusterPlan plan;
  private final ClusterFiles files;
  private final SplittableRandom random;
  private final CountingPages pages;
  private final Optional<Namespace> namespace;
  private final Postgres postgres;
  private final ClusterRows rows;
  private final Ways ways;
  private final List<Mortal> hubs = new ArrayList<>();
  private final List<Mortal> agents = new ArrayList<>();
  private final Map<Victim, Integer> strikes = new EnumMap<>(Victim.class);

  /// @param folder for all their data and logs
  Cluster(ClusterPlan plan, Path folder) throws IOException, InterruptedException {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.namespace = plan.way() == Way.NAMESPACE ? Optional.of(Namespace.make()) : Optional.empty();
    Path data = Files.createDirectories(folder.resolve("postgres"));
    this.postgres = postgres(data, namespace);
    this.rows = new ClusterRows(postgres);
    this.pages = new CountingPages();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < plan.hubs(); i++) {
      ports.add(Ports.free());
    }
    this.ways = new Ways(plan, folder, namespace, ports, postgres.port());
    this.files = new ClusterFiles(plan, folder, ways, pages, ports, namespace);
  }

  /// Without a server the namespace goes, too.
  private static Postgres postgres(Path data, Optional<Namespace> namespace)
      throws IOException, InterruptedException {
    boolean ready = false;
    try {
      var postgres =
          namespace.isPresent()
              ? new Postgres(data, namespace.get().outside(1))
              : new Postgres(data);
      postgres.ready();
      ready = true;
      return postgres;
    } finally {
      if (!ready && namespace.isPresent()) {
        namespace.get().close();
      }
    }
  }

  /// Does to it what is planned, lets it come to rest, and counts.
  ClusterFound run() throws IOException, InterruptedException, SQLException {
    long begin = System.nanoTime();
    for (int i = 0; i < plan.hubs(); i++) {
      int hub = i;
      files.makeHub(hub);
      hubs.add(new Mortal(() -> files.hub(hub)));
    }
    for (int i = 0; i < plan.agents(); i++) {
      int agent = i;
      files.makeAgent(agent);
      agents.add(new Mortal(() -> files.agent(agent)));
    }
    rows.watch(hubs.getFirst().process());
    for (int i = 0; i < plan.strikes(); i++) {
      watch();
      strike(plan.victims().get(random.nextInt(plan.victims().size())));
    }
    watch();
    return found((System.nanoTime() - begin) / NANOS_A_SECOND);
  }

  /// Looks at agents for a while.
  private void watch() throws IOException, InterruptedException {
    double lives = Math.min(random.nextExponential(), LONGEST_LIVES);
    long end = System.nanoTime() + (long) (lives * plan.life().toNanos());
    do {
      for (Mortal each : agents) {
        each.look();
      }
      agents.getFirst().process().pass(LOOKS);
    } while (System.nanoTime() < end);
  }

  private void strike(Victim victim) throws IOException, InterruptedException {
    int before = strikes.merge(victim, 1, Integer::sum) - 1;
    switch (victim) {
      case AGENT -> agents.get(random.nextInt(agents.size())).fell();
      case HUB -> hubs.get(before % hubs.size()).fell();
      case STORE -> {
        postgres.kill();
        postgres.restart();
      }
      case NETWORK -> cut();
    }
  }

  /// In half of the cases the hub is killed meanwhile: nobody on the other side hears of it.
  private void cut() throws IOException, InterruptedException {
    ways.cut(random);
    watch();
    boolean kills = random.nextBoolean();
    if (kills) {
      hubs.getFirst().kill();
    }
    ways.mend();
    if (kills) {
      hubs.getFirst().rise();
    }
  }

  private ClusterFound found(double seconds)
      throws IOException, InterruptedException, SQLException {
    long accepted = 0;
    for (Mortal each : agents) {
      accepted += delivered(each, "hub");
    }
    long wanted = accepted;
    hubs.getFirst().process().await(rows::stored, has -> has >= wanted);
    long taken = 0;
    for (Mortal each : hubs) {
      taken += delivered(each, "store");
    }
    long stored = rows.stored();
    var counts = rows.counts();
    long shown = 0;
    long lost = 0;
    for (int i = 0; i < agents.size(); i++) {
      for (var each : agents.get(i).safe().entrySet()) {
        shown += each.getValue().size();
        String series = ClusterFiles.name(i) + " " + each.getKey();
        lost += each.getValue().stream().filter(n -> !counts.containsKey(series + " " + n)).count();
      }
    }
    return new ClusterFound(
        strikes.toString(),
        seconds,
        accepted,
        stored,
        shown,
        lost,
        counts.values().stream().filter(times -> times > 1).count(),
        rows.twice(),
        taken - accepted);
  }

  /// How many samples a Sonde delivered, once it has nothing more to deliver and has ended.
  private static long delivered(Mortal from, String destination)
      throws IOException, InterruptedException {
    from.end();
    Json standing = from.standing(destination);
    for (int i = 0; standing.at("pending_samples").number() > 0 && i < ENDS; i++) {
      from.rise();
      from.end();
      standing = from.standing(destination);
    }
    double delivered = standing.at("delivered_samples").number();
    double all = standing.at("cursor").number() - standing.at("start").number();
    if (standing.at("pending_samples").number() != 0 || delivered != all) {
      throw new AssertionError("not all was delivered: " + standing);
    }
    return (long) delivered;
  }

  @Override
  public void close() throws IOException {
    agents.forEach(Mortal::close);
    hubs.forEach(Mortal::close);
    ways.close();
    postgres.close();
    pages.close();
    if (namespace.isPresent()) {
      namespace.get().close();
    }
  }

  /// Prints what was found as a line of JSON.
  ///
  /// @param words the way, how many hubs, agents and strikes, milliseconds of life, the seed,
  ///   victims
  public static void main(String[] words) throws Exception {
    List<Integer> numbers = Stream.of(words).limit(6).skip(1).map(Integer::valueOf).toList();
    var plan =
        new ClusterPlan(
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            Stream.of(words).skip(6).map(Victim::valueOf).toList(),
            Duration.ofMillis(numbers.get(3)),
            Way.valueOf(words[0]),
            numbers.get(4));
    try (var cluster = new Cluster(plan, Files.createTempDirectory("cluster"))) {
      System.out.println(cluster.run().json());
    }
  }
}
