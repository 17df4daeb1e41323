package dev.sonde.receivers.agents;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// One sender. Safe for all threads.
final class Agent {
  /// What has changed about it.
  enum Turn {
    NONE,
    SILENT,
    BACK
  }

  private static final long SAID_AGAIN = Duration.ofMinutes(10).toNanos();

  private final long number;
  private final Continuity continuity = new Continuity();
  private final Map<Finding.Kind, Long> said = new EnumMap<>(Finding.Kind.class);
  private AgentStatus status;
  private long seenNanos;
  private long quietNanos;
  private boolean returned;

  /// @param number how many were registered before it
  /// @param seenNanos when it was seen last
  /// @param quietNanos since when its silence counts
  Agent(long number, AgentStatus status, long seenNanos, long quietNanos) {
    this.number = number;
    this.status = status;
    this.seenNanos = seenNanos;
    this.quietNanos = quietNanos;
  }

  long number() {
    return number;
  }

  synchronized AgentStatus status() {
    return status;
  }

  /// How long it has not been seen.
  synchronized long ageNanos(long now) {
    return now - seenNanos;
  }

  /// It brought something.
  ///
  /// @return what should be said of it: the same once in ten minutes
  synchronized List<Finding> visited(Visit visit, String way, long nanos, long millis) {
    seenNanos = nanos;
    quietNanos = nanos;
    returned |= !status.up();
    status = status.visited(visit, way, millis);
    if (visit.brought().isEmpty()) {
      return List.of();
    }
    Brought batch = visit.brought().get();
    Troubles before = status.troubles();
    status = status.with(before.withLost(batch.aside().lost()));
    return found(continuity.judge(batch, before.lost(), visit.answer()), nanos);
  }

  /// Something was found out about it.
  ///
  /// @return what should be said of it
  synchronized List<Finding> found(List<Finding> findings, long nanos) {
    Troubles all = status.troubles();
    for (Finding each : findings) {
      all = all.plus(each);
    }
    status = status.with(all);
    return findings.stream().filter(each -> isNews(each, nanos)).toList();
  }

  /// Looks whether it is silent.
  synchronized Turn look(long nanos, long silentAfterNanos) {
    if (status.up() && nanos - quietNanos > silentAfterNanos) {
      status = status.silent();
      returned = false;
      return Turn.SILENT;
    }
    boolean back = returned;
    returned = false;
    return back ? Turn.BACK : Turn.NONE;
  }

  private boolean isNews(Finding found, long nanos) {
    Long before = said.get(found.kind());
    boolean news = before == null || nanos - before > SAID_AGAIN;
    if (news) {
      said.put(found.kind(), nanos);
    }
    return news;
  }

  /// The later of two times.
  static OptionalLong later(OptionalLong one, OptionalLong other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
  }
}
