package dev.sonde.api.store;

/// Spans of one length, one after the other: what a chart has a point for.
///
/// @param fromMillis where the first one begins, milliseconds since 1970, UTC
/// @param stepMillis how long each is
/// @param count how many there are
public record Steps(long fromMillis, long stepMillis, int count) {
  public Steps {
    if (stepMillis < 1 || count < 1) {
      throw new IllegalArgumentException(count + " steps of " + stepMillis + " ms");
    }
    Math.addExact(fromMillis, Math.multiplyExact(stepMillis, count));
  }

  /// All of them together.
  public Span span() {
    return new Span(fromMillis, start(count));
  }

  /// Where one of them begins.
  public long start(int step) {
    return fromMillis + step * stepMillis;
  }

  /// In which one an instant of [#span] lies.
  public int of(long millis) {
    return (int) ((millis - fromMillis) / stepMillis);
  }
}
