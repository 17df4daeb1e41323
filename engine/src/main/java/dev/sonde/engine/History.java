package dev.sonde.engine;

import dev.sonde.engine.ComponentStatus.State;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is remembered of a component's runs. Guarded by its runner.
final class History {
  private final String kind;
  private final String name;
  private boolean lasting;
  private boolean idle;
  private long lastRunMillis;
  private long lastRunNanos;
  private long runs;
  private long failures;
  private int consecutiveFailures;
  private long skipped;
  private long totalRunNanos;
  private String lastError = "";
  private long lastErrorMillis;
  private Map<String, String> absent = Map.of();
  private Map<String, String> newlyAbsent = Map.of();

  History(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  void skipped(int instants) {
    skipped += instants;
  }

  /// A run of something that goes on has begun.
  void began(long startMillis) {
    lastRunMillis = startMillis;
    lasting = true;
  }

  /// It has gone on for long enough to count as a success.
  void lasted() {
    consecutiveFailures = 0;
  }

  /// Was there nothing to measure in the run that ends?
  void idle(boolean whether) {
    idle = whether;
  }

  /// How often in a row it has failed.
  int failuresInARow() {
    return consecutiveFailures;
  }

  void ended(
      long startMillis, long tookNanos, @Nullable Throwable failure, Map<String, String> missing) {
    runs++;
    lastRunMillis = startMillis;
    lastRunNanos = tookNanos;
    totalRunNanos += tookNanos;
    if (failure == null) {
      consecutiveFailures = 0;
    } else {
      failures++;
      consecutiveFailures++;
      lastError = words(failure);
      lastErrorMillis = startMillis;
    }
    misses(missing);
  }

  /// What can't be measured now.
  void misses(Map<String, String> missing) {
    newlyAbsent = new TreeMap<>(missing);
    newlyAbsent.keySet().removeAll(absent.keySet());
    absent = Map.copyOf(missing);
  }

  /// An instant passed unused because a run that was given up has still not returned.
  void hung() {
    consecutiveFailures++;
  }

  Map<String, String> newlyAbsent() {
    return newlyAbsent;
  }

  ComponentStatus status(Totals totals) {
    return new ComponentStatus(
        kind,
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

  private State state() {
    if (runs == 0 && !lasting) {
      return State.STARTING;
    }
    if (consecutiveFailures == 0) {
      return idle ? State.IDLE : State.OK;
    }
    return consecutiveFailures > ComponentStatus.FAILURES_TO_FAIL ? State.FAILING : State.ERROR;
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }
}
