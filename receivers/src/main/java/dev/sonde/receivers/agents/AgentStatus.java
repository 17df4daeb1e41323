package dev.sonde.receivers.agents;

import java.util.OptionalLong;

/// What is known of one sender.
///
/// @param way the receiver it came to last
/// @param up did it bring something lately?
/// @param seenMillis when it brought something last, milliseconds since 1970, UTC
/// @param newestMillis the newest sample it brought; empty for none
/// @param backlog samples that waited over there then; empty when it does not say
public record AgentStatus(
    Who who,
    Told told,
    String way,
    boolean up,
    long seenMillis,
    OptionalLong newestMillis,
    OptionalLong backlog,
    Counts counts,
    Troubles troubles) {
  private static final int UUID_LENGTH = 36;

  /// One that has not brought anything yet.
  static AgentStatus fresh(Who who, long millis) {
    return new AgentStatus(
        who,
        Told.NOTHING,
        "",
        true,
        millis,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Counts.NONE,
        Troubles.NONE);
  }

  /// Is it another Sonde, by its instance?
  public boolean isSonde() {
    return who.sender().length() == UUID_LENGTH;
  }

  /// How far behind its newest sample is; empty when it has none.
  ///
  /// @param nowMillis the wall clock here; that of the sender may be another
  public OptionalLong lagMillis(long nowMillis) {
    return newestMillis.isPresent()
        ? OptionalLong.of(nowMillis - newestMillis.getAsLong())
        : newestMillis;
  }

  AgentStatus visited(Visit visit, String receiver, long millis) {
    return new AgentStatus(
        who,
        visit.told(),
        receiver,
        true,
        millis,
        Agent.later(newestMillis, visit.account().newestMillis()),
        visit.brought().stream().mapToLong(each -> each.aside().waiting()).max(),
        counts.plus(visit.account()),
        troubles);
  }

  AgentStatus silent() {
    return with(false, troubles);
  }

  AgentStatus with(Troubles all) {
    return with(up, all);
  }

  private AgentStatus with(boolean nowUp, Troubles all) {
    return new AgentStatus(who, told, way, nowUp, seenMillis, newestMillis, backlog, counts, all);
  }
}
