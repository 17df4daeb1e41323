package dev.sonde.engine;

/// One component's counts as others may see them: those of the runs that ended, and what became
/// since of what had to wait. At any moment they add up.
///
/// Waits for nobody, so that health answers while a journal hangs. Safe for all threads.
final class Ledger {
  private final Tally all = new Tally();
  private long accepted;
  private long waiting;

  synchronized Totals totals() {
    return all.totals(accepted, waiting);
  }

  /// A run has ended, and the journal has its samples.
  synchronized void taken(Tally run, int samples) {
    all.add(run);
    accepted += samples;
  }

  /// A run has ended, and its samples begin to wait.
  synchronized void waits(Tally run, int samples) {
    all.add(run);
    waiting += samples;
  }

  /// Waiting samples are safe now.
  synchronized void accepted(int samples) {
    waiting -= samples;
    accepted += samples;
  }

  /// Waiting samples are gone.
  synchronized void refused(String reason, int samples) {
    waiting -= samples;
    all.refused(reason, samples);
  }
}
