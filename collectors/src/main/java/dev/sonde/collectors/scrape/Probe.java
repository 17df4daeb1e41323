package dev.sonde.collectors.scrape;

import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.http.tls.TlsContexts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scrapes targets when it is told to, and no other time, just as the running program does. For one
/// thread.
public final class Probe implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Membership NONE =
      new Membership() {
        @Override
        public void change(Rhythm rhythm) {}

        @Override
        public void leave() {}
      };

  private final Kit kit;
  private final List<Pool> pools = new ArrayList<>();

  /// @param tls shared by all that speak it
  public Probe(Time time, Surroundings surroundings, TlsContexts tls) {
    this(new Kit(time, surroundings, tls, new SecureRandom().nextLong()));
  }

  Probe(Kit kit) {
    this.kit = kit;
  }

  /// What is known of a job's targets.
  ///
  /// @param targets those that can be scraped, each once
  /// @param others why others are none, in words: those that rules leave out, that can't be
  ///   scraped, and discoveries that fail
  public record Known(List<ProbeTarget> targets, List<String> others) {
    public Known {
      targets = List.copyOf(targets);
      others = List.copyOf(others);
    }
  }

  /// The targets of a job, whoever of several processes scrapes them: those that are written down,
  /// and what its discoveries find at their first look, all of it.
  ///
  /// @param patience how long discoveries are waited for
  public Known targets(Job job, Duration patience) throws InterruptedException {
    var pool = new Pool(job, Optional.empty(), kit, (_, _, _) -> NONE);
    pools.add(pool);
    pool.open();
    long end = kit.time.nanos() + patience.toNanos();
    while (isLooking(pool) && kit.time.nanos() < end) {
      kit.pause.of(LOOK);
    }
    return known(pool, patience);
  }

  private static boolean isLooking(Pool pool) {
    return !pool.discoveries().stream().allMatch(Findable::hasLooked);
  }

  private static Known known(Pool pool, Duration patience) {
    var targets = new LinkedHashMap<TargetKey, ProbeTarget>();
    var others = new ArrayList<String>();
    for (Found each : pool.known()) {
      Map<String, String> before = TargetsDetail.shown(pool.completed(each));
      String address = each.discovered().getOrDefault(TargetLabels.ADDRESS, "a target");
      switch (each) {
        case Found.Taken(_, var key) ->
            pool.target(key)
                .ifPresent(target ->
                    targets.putIfAbsent(key, new ProbeTarget(pool.job(), before, target)));
        case Found.Dropped _ -> others.add(address + " is left out by a rule of relabel");
        case Found.Unusable(_, var why) -> others.add(address + " can't be scraped: " + why);
        case Found.Elsewhere _ -> others.add(address + " is scraped elsewhere");
        case Found.Beyond _ -> others.add(address + " is beyond target_limit");
      }
    }
    for (Findable each : pool.discoveries()) {
      String why = why(each, pool, patience);
      if (!why.isEmpty()) {
        others.add(each.config().kind() + " discovery: " + why);
      }
    }
    return new Known(List.copyOf(targets.values()), others);
  }

  /// Why it has found nothing, or may find more; empty when it has found all there is.
  private static String why(Findable discovery, Pool pool, Duration patience) {
    if (!discovery.trouble().isEmpty()) {
      return discovery.trouble();
    }
    String place = discovery.config().place();
    if (!discovery.hasLooked()) {
      return "no whole answer within " + patience.toSeconds() + " s: " + place;
    }
    return pool.has(discovery) ? "" : "found nothing: " + place;
  }

  /// Scrapes a target, with as many tries as its job has.
  public Probed scrape(ProbeTarget of) throws InterruptedException {
    var visit = new ProbeVisit(kit.time.wallMillis());
    of.target().collect(visit);
    Score score = of.target().last();
    if (score == null) {
      throw new IllegalStateException("a scrape ended without a result");
    }
    return new Probed(
        score.failure(),
        score.note(),
        Duration.ofNanos(score.nanos()),
        score.scraped(),
        score.kept(),
        visit.lines());
  }

  /// Ends what looks for targets and all connections.
  @Override
  public void close() {
    pools.forEach(Pool::close);
    kit.close();
  }
}
