package dev.sonde.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is remembered of all runs of a group's members. Safe for all threads.
final class GroupHistory {
  private final String name;
  private long lastRunMillis;
  private long lastRunNanos;
  private long runs;
  private long failures;
  private int consecutiveFailures;
  private long skipped;
  private long totalRunNanos;
  private String lastError = "";
  private long lastErrorMillis;

  GroupHistory(String name) {
    this.name = name;
  }

  synchronized void skipped(int instants) {
    skipped += instants;
  }

  synchronized void ended(long startMillis, long tookNanos, @Nullable Throwable failure) {
    runs++;
    lastRunMillis = startMillis;
    lastRunNanos = tookNanos;
    totalRunNanos += tookNanos;
    if (failure == null) {
      consecutiveFailures = 0;
    } else {
      failures++;
      consecutiveFailures++;
      lastError = failure.toString();
      lastErrorMillis = startMillis;
    }
  }

  synchronized ComponentStatus status(Totals totals, Map<String, String> absent) {
    return new ComponentStatus(
        "collector",
        name,
        state(),
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
        totals);
  }

  private ComponentStatus.State state() {
    if (runs == 0) {
      return ComponentStatus.State.STARTING;
    }
    if (consecutiveFailures == 0) {
      return ComponentStatus.State.OK;
    }
    return consecutiveFailures > ComponentStatus.FAILURES_TO_FAIL
        ? ComponentStatus.State.FAILING
        : ComponentStatus.State.ERROR;
  }
}
