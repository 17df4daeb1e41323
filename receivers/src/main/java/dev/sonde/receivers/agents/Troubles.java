package dev.sonde.receivers.agents;

/// What went wrong with one sender.
///
/// @param lost samples it dropped before it could bring them
/// @param forks how often another machine was found to bring samples under its identity
/// @param restores how often this hub was found to have less than it had taken
/// @param last what was found last, a sentence; empty for nothing
public record Troubles(long lost, long forks, long restores, String last) {
  static final Troubles NONE = new Troubles(0, 0, 0, "");

  /// With one more. How much was lost is told otherwise.
  Troubles plus(Finding found) {
    return switch (found.kind()) {
      case LOST -> new Troubles(lost, forks, restores, found.words());
      case FORKED -> new Troubles(lost, forks + 1, restores, found.words());
      case RESTORED -> new Troubles(lost, forks, restores + 1, found.words());
    };
  }

  /// A destination over there that was begun anew has lost less.
  Troubles withLost(long samples) {
    return new Troubles(samples, forks, restores, last);
  }
}
