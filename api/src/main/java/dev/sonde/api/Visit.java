package dev.sonde.api;

/// One run of one member: what it records goes to the journal together when it ends. For one
/// thread, which is done with one sheet before it begins the other.
public interface Visit {
  /// The run's instant, milliseconds since 1970, UTC.
  long time();

  /// What the member shows: many series, each where it stands. It may be absent in a run, and then
  /// all of them end.
  Sheet page();

  /// What is said of the member itself, in every run (`up` …). Its own sheet, so that these series
  /// go on when the page fails.
  Sheet report();
}
