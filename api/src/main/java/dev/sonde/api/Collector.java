package dev.sonde.api;

/// Measures when its interval comes round.
///
/// # Lifecycle
///
/// 1. A factory creates it. The constructor touches no file and no network.
/// 2. [#collect] is called at each interval on a thread of its own, never twice at a time. Before
///    the interval, or the collector's `timeout`, is over it should have returned: then its thread
///    is interrupted, its recorder throws, and the run counts as failed. It is not called again
///    until it did return.
/// 3. [#close] is called once after the last run has ended; calling it again does nothing.
///
/// What it throws is counted, shown in health and logged (repeats are folded); it is called again
/// at the next interval. What was recorded before the throw is kept. Threads, deadlines, error
/// counts, health and self-metrics are the runner's work: a collector measures, and nothing else.
public interface Collector extends AutoCloseable {
  /// Takes one reading and records it.
  ///
  /// @throws Exception when the whole reading failed; for a missing part use [Recorder#absent]
  void collect(Recorder out) throws Exception;

  /// Are there values (rates, CPU percentages) that need an earlier reading to compare with? Then
  /// the runner takes a second reading a second after the first one, instead of a whole interval
  /// later.
  default boolean comparesReadings() {
    return false;
  }

  /// Has the last run found nothing here that it could measure, as where there is no such hardware?
  /// Then nothing is said of the collector, unless the configuration names it; it goes on looking.
  /// Asked after a run, on its thread.
  default boolean isIdle() {
    return false;
  }

  /// Gives back what it holds. Does not throw.
  @Override
  default void close() {}
}
