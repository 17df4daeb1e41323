package dev.sonde.api;

import java.time.Duration;

/// What a generator writes to: a recorder that stays open as long as its generator runs. Safe for
/// all threads; once the run is over, every method throws [IllegalStateException].
///
/// # When samples go
///
/// What is recorded goes to the journal by itself, together, 100 ms after the first of it.
/// [#commit] sends it at once; between [#begin] and `commit` nothing goes by itself, so that what
/// belongs together is taken together. Nobody has to ask: what the journal does not take waits in a
/// small memory, where the oldest goes first, counted as refused. Who must not lose anything, or
/// has to tell somebody that it is safe, says `begin` and asks with [#commitWithin].
///
/// A generator that records more than 10,000 samples before they can go waits for the journal, in
/// whatever method it calls; so many at most are taken together.
///
/// # When series end
///
/// A series goes on, with its last value in the live view, until [#end], or until the run is over.
public interface Emitter extends Recorder {
  /// The machine's time now, milliseconds since 1970, UTC.
  @Override
  long time();

  /// Records a value that is so now.
  ///
  /// Values of one series lie a millisecond apart at least: of those that come faster each gets the
  /// next free millisecond, up to 100 ms ahead; more are refused and counted (`too_fast`).
  @Override
  void record(Slot slot, double value);

  /// Records a value with a time of its own, milliseconds since 1970, UTC. More than ten minutes
  /// ahead it is refused and counted (`too_far_ahead`).
  @Override
  void record(Slot slot, double value, long timeMillis);

  /// Ends a series: it leaves the live view, gets a stale marker, and its slot costs nothing any
  /// more. Recording through the slot again begins it anew. Ending it twice does nothing.
  void end(Slot slot);

  /// Says that something cannot be measured, until [#present] says otherwise or the run is over:
  /// health shows it that long, the log mentions it once.
  ///
  /// @param what a few words, the same ones each time
  /// @param why what was answered, and what a person could do about it
  @Override
  void absent(String what, String why);

  /// Takes back what [#absent] said; fine when it did not.
  void present(String what);

  /// From now on nothing goes by itself until the next commit.
  void begin();

  /// Sends what was recorded since the last commit, by whichever thread, to the journal as one.
  /// Returns when the journal has it or does not take it now; then it waits in memory.
  void commit();

  /// The same for who wants to know: tries until the journal has it or the time is up. When it is
  /// refused nothing of it was taken: it is counted as refused, and may be recorded again. Does not
  /// answer for what went by itself before.
  ///
  /// @param patience zero for a single attempt
  /// @throws InterruptedException when the generator is to end: whether it is safe is not known
  Appended commitWithin(Duration patience) throws InterruptedException;
}
