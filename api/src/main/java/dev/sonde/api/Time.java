package dev.sonde.api;

/// The two clocks, injected wherever time matters.
///
/// The wall clock says when a sample was taken, and is read once per run; it may jump. Everything
/// that waits, retries or gives up uses the monotonic one.
public interface Time {
  /// The machine's clocks.
  Time SYSTEM = new SystemTime();

  /// Milliseconds since 1970, UTC.
  long wallMillis();

  /// Nanoseconds since some instant; never goes back. Only differences mean something.
  long nanos();
}
