package dev.sonde.api.store;

/// A span of time.
///
/// @param fromMillis its first instant, milliseconds since 1970, UTC
/// @param toMillis the first instant behind it
public record Span(long fromMillis, long toMillis) {
  public Span {
    if (toMillis < fromMillis) {
      throw new IllegalArgumentException("from " + fromMillis + " to " + toMillis);
    }
  }

  /// Does this instant lie in it?
  public boolean has(long millis) {
    return millis >= fromMillis && millis < toMillis;
  }

  /// Is there no instant in it?
  public boolean isEmpty() {
    return fromMillis == toMillis;
  }

  /// The same without what lies before an instant.
  public Span since(long millis) {
    long from = Math.min(toMillis, Math.max(fromMillis, millis));
    return new Span(from, toMillis);
  }
}
