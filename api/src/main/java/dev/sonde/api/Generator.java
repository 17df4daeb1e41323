package dev.sonde.api;

/// Emits whenever it has something: games that are played, messages that arrive, an embedding
/// program.
///
/// # Lifecycle
///
/// 1. A factory creates it. The constructor touches no file and no network.
/// 2. [#run] is called on a virtual thread of its own, never twice at a time, and goes on until
///    that thread is interrupted: then it is to end within a grace of a second or more. One that
///    does not is left alone, named in the log, and its emitter throws from then on. What may hang
///    in native code goes through [Surroundings#blocking].
/// 3. When it ends by itself, by an exception or by returning, that counts as a failure: it is
///    shown in health, its series end, and it is called again after a pause, one second at first
///    and twice as long after each failure, a minute at most. A minute without a failure heals it.
/// 4. [#close] is called once after the last run has ended; calling it again does nothing.
///
/// What was recorded before a failure is kept. Threads, pauses, error counts, health and
/// self-metrics are the runner's work: a generator measures, and nothing else.
public interface Generator extends AutoCloseable {
  /// Emits until interrupted. One that has nothing more to say waits for the interrupt.
  ///
  /// @param out good for this run alone
  /// @throws Exception when it can't go on; after an interrupt whatever it throws is no failure
  void run(Emitter out) throws Exception;

  /// Gives back what it holds. Does not throw.
  @Override
  default void close() {}
}
