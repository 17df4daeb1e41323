package dev.sonde.engine;

import java.util.Map;

/// How a component is doing: what health, the self-metrics and the status page show, the same for
/// all.
///
/// @param kind what sort of component: `collector`, `generator`
/// @param name its name, unique among its kind
/// @param lastRunMillis when the last run began, milliseconds since 1970; 0 before the first
/// @param lastRunNanos how long the last run took
/// @param runs how many runs have ended
/// @param failures how many of them failed; a generator's, whenever it ended by itself
/// @param consecutiveFailures how many have failed since the last success, and how many instants
///   passed while a run that was given up did not return
/// @param skipped instants at which it should have run and did not
/// @param totalRunNanos how long all runs took
/// @param lastError what went wrong last, empty when nothing has; kept when it has healed
/// @param lastErrorMillis when that run began, milliseconds since 1970; 0 when nothing went wrong
/// @param absent what could not be measured in the last run, and why
/// @param totals what became of its samples
public record ComponentStatus(
    String kind,
    String name,
    State state,
    long lastRunMillis,
    long lastRunNanos,
    long runs,
    long failures,
    int consecutiveFailures,
    long skipped,
    long totalRunNanos,
    String lastError,
    long lastErrorMillis,
    Map<String, String> absent,
    Totals totals) {
  /// A component is failing after more than this many failures in a row; one success heals it.
  public static final int FAILURES_TO_FAIL = 5;

  /// How a component is doing, in a word.
  public enum State {
    /// No run has ended yet; of a generator, none has begun.
    STARTING,
    /// The last run succeeded; of a generator, the run that goes on.
    OK,
    /// The last run succeeded, and found nothing here that there is to measure.
    IDLE,
    /// The last run failed, which can happen.
    ERROR,
    /// Too many runs failed in a row.
    FAILING
  }

  /// The same with counts that are newer.
  ComponentStatus with(Totals newer) {
    return new ComponentStatus(
        kind,
        name,
        state,
        lastRunMillis,
        lastRunNanos,
        runs,
        failures,
        consecutiveFailures,
        skipped,
        totalRunNanos,
        lastError,
        lastErrorMillis,
        absent,
        newer);
  }
}
