package dev.sonde.api;

/// Where the members of a [CollectorGroup] are entered to be collected. Safe for all threads.
public interface Roster {
  /// One more member, collected from its next instant on.
  ///
  /// @param common labels that most of its series have: kept once for all of them
  Membership join(Member member, Rhythm rhythm, Labels common);
}
