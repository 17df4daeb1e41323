package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;

/// The totals of series whose source tells only by how much they grew, as one request finds and
/// changes them. Where they are kept is their owner's business; for one thread.
public interface DeltaTotals {
  /// Adds numbers to those of a series, one by one.
  ///
  /// @param series by name and labels
  /// @param span when they grew
  /// @param increase as many for each time, with the same meaning
  Total<double[]> add(Series series, Span span, double[] increase);

  /// Adds a native histogram to that of a series.
  ///
  /// @param series by name and labels
  /// @param span when it grew
  Total<Histogram> add(Series series, Span span, Histogram increase);

  /// Whose total it is.
  ///
  /// @param name of the metric
  /// @param labels that tell it apart
  /// @param meaning what its numbers stand for, such as the bounds of a histogram: those of another
  ///   meaning are added up by themselves
  record Series(String name, Labels labels, String meaning) {}

  /// From when to when something grew.
  ///
  /// @param fromNanos exclusive; 0 when its source does not say
  /// @param toNanos inclusive; both since 1970, UTC
  record Span(long fromNanos, long toNanos) {}

  /// What became of an increase.
  ///
  /// @param <T> numbers or a histogram
  sealed interface Total<T> {}

  /// It is in the total, as it was before when this was a repeat.
  ///
  /// @param total since the series began; the receiver's own
  record Added<T>(T total) implements Total<T> {}

  /// It is not.
  ///
  /// @param reason one or two words, from a small set
  record Refused<T>(String reason) implements Total<T> {}
}
