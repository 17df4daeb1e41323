package dev.sonde.collectors.scrape;

import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Shard;
import dev.sonde.processors.relabel.LabelSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The targets of one job, as they come and go.
///
/// # Implementation notes
///
/// Each source of a discovery (a file, a pod, a name) has its own list. What several of them name
/// is one target, counted, and goes when the last source has let go of it. A target that stays the
/// same across a change of sources or of configuration keeps its place in the engine: no series
/// ends. What a discovery found goes on for a while when another comes in its place.
final class Pool {
  private final Kit kit;
  private final Map<Source, List<Found>> sources = new LinkedHashMap<>();

  /// How many targets of a source are beyond the limit, where there are some.
  private final Map<Source, Integer> crowded = new LinkedHashMap<>();

  private final Seats seats;
  private final List<Findable> findables = new ArrayList<>();
  private Job job;
  private Optional<Shard> shard;
  private TargetLabels labels;
  private Manner manner;
  private Legacy legacy = Legacy.none();
  private long beyond;
  private volatile String obstacle = "";
  private boolean closed;

  Pool(Job job, Optional<Shard> shard, Kit kit, Roster roster) {
    this.kit = kit;
    this.job = job;
    this.shard = shard;
    this.labels = new TargetLabels(job, shard);
    this.manner = Manner.of(job, kit);
    this.seats = new Seats(roster, this::made);
  }

  /// Begins to scrape and to look.
  synchronized void open() {
    replace(new Source(this, ""), written());
    fit();
    discover();
  }

  /// Goes on with another configuration of the same job.
  synchronized void configure(Job to, Optional<Shard> part) {
    if (to.equals(job) && part.equals(shard)) {
      return;
    }
    Manner before = manner;
    boolean sameTargets = to.relabel().equals(job.relabel()) && part.equals(shard);
    job = to;
    shard = part;
    labels = new TargetLabels(to, part);
    manner = before.to(to, kit);
    seats.change(manner);
    replace(new Source(this, ""), written());
    discover();
    if (!sameTargets || !alike(before.job(), to)) {
      for (Source each : List.copyOf(sources.keySet())) {
        replace(each, discovered(sources.getOrDefault(each, List.of())));
      }
    }
    fit();
    if (manner.caller() != before.caller()) {
      before.caller().close();
    }
  }

  /// A discovery has found something.
  synchronized void found(Findable by, String source, List<Map<String, String>> targets) {
    if (!closed && findables.contains(by)) {
      replace(new Source(by, source), targets);
      legacy.found(by, source).forEach(this::remove);
      if (beyond > 0) {
        remove(legacy);
      }
      fit();
    }
  }

  /// A discovery has looked at everything once.
  synchronized void looked(Findable by) {
    if (!closed && findables.contains(by)) {
      legacy.looked(by);
    }
  }

  /// What stood until others were found goes.
  private synchronized void over(Legacy it) {
    if (!closed && it == legacy) {
      remove(it);
      fit();
    }
  }

  private void remove(Legacy it) {
    it.sources().forEach(this::remove);
    it.end();
  }

  private void remove(Source source) {
    replace(source, List.of());
  }

  /// What rules saw of a target.
  synchronized LabelSet completed(Found found) {
    return labels.completed(found.discovered());
  }

  /// What it has and what became of the rest.
  synchronized List<Found> known() {
    return sources.values().stream().flatMap(List::stream).toList();
  }

  synchronized Job job() {
    return job;
  }

  /// Why no target is scraped; empty when they are.
  String obstacle() {
    return obstacle;
  }

  /// The target of this key, if it is scraped here.
  synchronized Optional<Target> target(TargetKey key) {
    return seats.target(key);
  }

  synchronized List<Target> targets() {
    return seats.targets();
  }

  synchronized List<Findable> discoveries() {
    return List.copyOf(findables);
  }

  /// Has it any target now, whatever became of it?
  synchronized boolean has(Findable by) {
    return sources.keySet().stream().anyMatch(each -> each.by() == by);
  }

  /// Lets all targets go.
  synchronized void leave() {
    closed = true;
    legacy.end();
    findables.forEach(Findable::end);
    findables.clear();
    seats.leave();
    sources.clear();
    crowded.clear();
    manner.caller().close();
  }

  /// Ends what looks for targets; these go with the engine.
  synchronized void close() {
    closed = true;
    legacy.end();
    findables.forEach(Findable::end);
    manner.caller().close();
  }

  private static boolean alike(Job before, Job now) {
    return before.request().equals(now.request())
        && before.timing().equals(now.timing())
        && before.format() == now.format();
  }

  private List<Map<String, String>> written() {
    return job.targets().stream().flatMap(each -> each.targets().stream()).toList();
  }

  private static List<Map<String, String>> discovered(List<Found> of) {
    return of.stream().map(Found::discovered).toList();
  }

  private void discover() {
    var wanted = new ArrayList<>(job.discoveries());
    boolean gone = false;
    for (Findable each : List.copyOf(findables)) {
      if (!wanted.remove(each.config())) {
        each.end();
        findables.remove(each);
        gone = true;
      }
    }
    List<Findable> come =
        wanted.stream().map(each -> new Findable(each, job.name(), this, kit)).toList();
    findables.addAll(come);
    if (gone || !come.isEmpty()) {
      inherit(come);
    }
    come.forEach(Findable::start);
  }

  private void inherit(List<Findable> come) {
    var heirs = new HashSet<Findable>(legacy.awaited());
    heirs.retainAll(findables);
    heirs.addAll(come);
    Set<Object> known = new HashSet<>(findables);
    known.add(this);
    List<Source> left =
        sources.keySet().stream().filter(each -> !known.contains(each.by())).toList();
    legacy.end();
    legacy = new Legacy(left, heirs, kit.pause, this::over);
    if (heirs.isEmpty()) {
      remove(legacy);
    }
    legacy.begin();
  }

  private void replace(Source source, List<Map<String, String>> targets) {
    List<Found> now = targets.stream().map(labels::resolve).map(this::named).toList();
    List<Found> before = sources.getOrDefault(source, List.of());
    before.forEach(this::unname);
    keep(source, now);
  }

  private void keep(Source source, List<Found> now) {
    if (now.isEmpty()) {
      sources.remove(source);
    } else {
      sources.put(source, now);
    }
    int more = (int) now.stream().filter(each -> each instanceof Found.Beyond).count();
    Integer before = more == 0 ? crowded.remove(source) : crowded.put(source, more);
    beyond += more - (before == null ? 0 : before);
  }

  /// Takes those that have room now, or says why there is none.
  private void fit() {
    int most = job.limits().targets();
    while (beyond > 0 && seats.size() < most) {
      Source first = crowded.keySet().iterator().next();
      List<Found> before = sources.getOrDefault(first, List.of());
      keep(first, before.stream().map(this::seatedIfRoom).toList());
    }
    obstacle =
        beyond > 0 || seats.size() > most
            ? "target_limit exceeded: the job has "
                + (seats.size() + beyond)
                + " targets, the limit is "
                + most
            : "";
  }

  private Found seatedIfRoom(Found found) {
    return found instanceof Found.Beyond(var discovered) && seats.size() < job.limits().targets()
        ? named(labels.resolve(discovered))
        : found;
  }

  /// Counts a target. Those beyond the limit cost no place in the engine.
  private Found named(Found found) {
    if (!(found instanceof Found.Taken(var discovered, var key))) {
      return found;
    }
    if (!seats.has(key) && seats.size() >= job.limits().targets()) {
      return new Found.Beyond(discovered);
    }
    seats.name(key, rhythm(key));
    return found;
  }

  private void unname(Found found) {
    if (found instanceof Found.Taken(_, var key)) {
      seats.unname(key);
    }
  }

  private Target made(TargetKey key) {
    return new Target(key, manner, this::obstacle, kit);
  }

  /// metricsd asks its endpoints when it measures everything else.
  private Rhythm rhythm(TargetKey key) {
    return job.format().identified()
        ? key.rhythm()
        : new Rhythm(key.timing().interval(), Duration.ZERO);
  }
}
