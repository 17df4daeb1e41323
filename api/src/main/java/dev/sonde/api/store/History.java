package dev.sonde.api.store;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.io.IOException;
import java.util.Optional;

/// Answers questions about what a [Store] holds: everything of each batch that it took, and nothing
/// of one that it did not.
///
/// Series come in order of their names, then as [Labels#compare] has them. What is older than the
/// retention is not there, whether it has been dropped yet or not. Where a store keeps thinned-out
/// samples longer than whole ones, [#series] and [#steps] know those, too: each stands for a window
/// of time, and counts as lying at its beginning.
///
/// Safe for many threads. A query ends early when the one who takes the answer has enough, or, with
/// an [InterruptedException], when its thread is interrupted.
public interface History {
  /// How far apart two samples may lie and still be neighbours.
  long REACH_MILLIS = 5 * 60 * 1000L;

  /// Series that have a sample, be it a stale marker, on a day (UTC) that the span touches.
  void series(Selection which, Span when, Found each) throws IOException, InterruptedException;

  /// The newest sample of each series within the span, unless that is a stale marker.
  void latest(Selection which, Span when, Points each) throws IOException, InterruptedException;

  /// Every sample within the span, stale markers too.
  void samples(Selection which, Span when, Points each) throws IOException, InterruptedException;

  /// A point for each step in which a series has one; its time is the step's beginning.
  void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException;

  /// What is known about a name.
  Optional<Family> family(String name) throws IOException, InterruptedException;

  /// Takes the series that were found. Says false when it has enough.
  @FunctionalInterface
  interface Found {
    /// One more.
    boolean series(String name, Labels labels);
  }
}
