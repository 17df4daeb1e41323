package dev.sonde.api;

/// Where the members of a [CollectorGroup] are entered to be collected. Safe for all threads.
public interface Roster {
  /// One more member, collected from its next instant on.
  Membership join(Member member, Rhythm rhythm);
}
