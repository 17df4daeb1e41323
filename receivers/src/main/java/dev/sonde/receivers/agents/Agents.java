package dev.sonde.receivers.agents;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All who push here, for 30 days after the last time. Safe for all threads.
///
/// # Implementation notes
///
/// Silence and age go by the clock that does not jump. What was known before a restart is silent
/// only after it was so since the start: nobody could reach a hub that was not there. When there
/// are too many, those that are silent longest go: whoever makes up names pushes out its own.
public final class Agents {
  /// How many are known at once.
  static final int MOST = 1 << 16;

  static final Duration KEPT = Duration.ofDays(30);

  /// More than these at a time are not all named.
  private static final int NAMED = 10;

  private static final Logger LOG = LoggerFactory.getLogger("sonde.agents");

  private final Map<Who, Agent> all = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Time time;
  private final Supplier<Duration> silentAfter;

  /// @param silentAfter who brings nothing for so long is silent; asked for at each look
  public Agents(Time time, Supplier<Duration> silentAfter) {
    this.time = time;
    this.silentAfter = silentAfter;
  }

  /// Somebody brought something.
  ///
  /// @param receiver to whom
  public void visited(String receiver, Visit visit) {
    Who who = Who.of(visit.caller(), visit.labels(), visit.origin(), receiver);
    long now = time.nanos();
    long millis = time.wallMillis();
    Agent agent =
        all.computeIfAbsent(who, each -> agent(AgentStatus.fresh(each, millis), now, now));
    say(who, agent.visited(visit, receiver, now, millis));
    if (all.size() > MOST) {
      forgetOldest();
    }
  }

  /// Somebody asks how far its samples have come.
  ///
  /// @param instance of another Sonde
  /// @param held how far they have
  /// @param reached how far they were said to have come; 0 when that is not known
  public void asked(Caller caller, UUID instance, long held, long reached) {
    Who who = Who.of(caller, Labels.NONE, instance.toString());
    Agent agent = all.get(who);
    if (agent != null && held < reached) {
      say(who, agent.found(List.of(Continuity.restored(held, reached)), time.nanos()));
    }
  }

  /// Takes in what was known before a restart.
  public void restore(Collection<AgentStatus> known) {
    long now = time.nanos();
    long wall = time.wallMillis();
    known.stream()
        .sorted(Comparator.comparingLong(AgentStatus::seenMillis).reversed())
        .limit(MOST)
        .forEach(each -> {
          long age = Math.clamp(wall - each.seenMillis(), 0, KEPT.toMillis());
          long seen = now - Duration.ofMillis(age).toNanos();
          all.putIfAbsent(each.who(), agent(each, seen, now));
        });
  }

  /// All of them, in order of their names.
  public List<AgentStatus> all() {
    return all.values().stream()
        .map(Agent::status)
        .sorted(Comparator.comparing(AgentStatus::who))
        .toList();
  }

  /// The first that were registered, in this order.
  List<AgentStatus> first(int most) {
    return all.values().stream()
        .sorted(Comparator.comparingLong(Agent::number))
        .limit(most)
        .map(Agent::status)
        .toList();
  }

  /// How many are silent.
  public int silent() {
    return (int) all.values().stream().filter(each -> !each.status().up()).count();
  }

  int size() {
    return all.size();
  }

  /// How long a sender has not been seen.
  long ageNanos(Who who) {
    Agent agent = all.get(who);
    return agent == null ? 0 : agent.ageNanos(time.nanos());
  }

  /// Finds out who fell silent and who came back, says so, and forgets who was silent for 30 days.
  /// To be called every few seconds.
  public void look() {
    long now = time.nanos();
    long silence = silentAfter.get().toNanos();
    var gone = new ArrayList<Who>();
    var back = new ArrayList<Who>();
    all.forEach((who, agent) -> {
      switch (agent.look(now, silence)) {
        case SILENT -> gone.add(who);
        case BACK -> back.add(who);
        case NONE -> {}
      }
    });
    all.values().removeIf(each -> each.ageNanos(now) > KEPT.toNanos());
    if (!gone.isEmpty()) {
      LOG.warn("silent for {} s: {}", silentAfter.get().toSeconds(), names(gone));
    }
    if (!back.isEmpty()) {
      LOG.info("no longer silent: {}", names(back));
    }
  }

  private Agent agent(AgentStatus status, long seenNanos, long quietNanos) {
    return new Agent(numbers.getAndIncrement(), status, seenNanos, quietNanos);
  }

  private synchronized void forgetOldest() {
    if (all.size() <= MOST) {
      return;
    }
    long now = time.nanos();
    long[] ages = all.values().stream().mapToLong(each -> each.ageNanos(now)).sorted().toArray();
    long limit = ages[ages.length - 1 - ages.length / 8];
    if (all.values().removeIf(each -> each.ageNanos(now) >= limit)) {
      LOG.warn("more than {} senders push here: those silent longest are not listed", MOST);
    }
  }

  private static void say(Who who, List<Finding> news) {
    news.forEach(each -> LOG.warn("{}: {}", who, each.words()));
  }

  private static String names(List<Who> of) {
    String named =
        of.stream()
            .sorted()
            .limit(NAMED)
            .map(Who::toString)
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return of.size() > NAMED ? named + " and " + (of.size() - NAMED) + " more" : named;
  }
}
