package dev.sonde.engine;

import java.util.Map;
import java.util.TreeMap;

/// One producer's counts as others may see them: those of its last run, and what became since of
/// what had to wait. At any moment they add up.
///
/// Waits for nobody, so that health answers while a journal hangs. Safe for all threads.
final class Ledger {
  private Totals seen = new Totals(0, 0, Map.of(), Map.of(), 0);
  private long waiting;
  private long accepted;
  private final Map<String, Long> refused = new TreeMap<>();
  private volatile Totals totals = seen;

  Totals totals() {
    return totals;
  }

  /// What the producer has seen so far.
  synchronized void publish(Totals newest) {
    seen = newest;
    add();
  }

  /// Samples that the producer has counted as received begin to wait.
  synchronized void waits(Totals newest, int samples) {
    seen = newest;
    waiting += samples;
    add();
  }

  /// Waiting samples are safe now.
  synchronized void accepted(int samples) {
    waiting -= samples;
    accepted += samples;
    add();
  }

  /// Waiting samples are gone.
  synchronized void refused(String reason, int samples) {
    waiting -= samples;
    refused.merge(reason, (long) samples, Long::sum);
    add();
  }

  private void add() {
    var all = new TreeMap<>(seen.refused());
    refused.forEach((reason, count) -> all.merge(reason, count, Long::sum));
    totals = new Totals(seen.received(), seen.accepted() + accepted, seen.filtered(), all, waiting);
  }
}
