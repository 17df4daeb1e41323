package dev.sonde.receivers;

/// How much of a body is taken. The listener bounds what comes over the wire.
///
/// @param plainBytes of one body, after its coding is taken off
/// @param allBytes of all bodies that are in hand at once, packed and plain; more get 503
public record BodyLimits(int plainBytes, long allBytes) {
  /// For a hub of some size.
  public static final BodyLimits DEFAULT = new BodyLimits(32 << 20, 192L << 20);

  /// @throws IllegalArgumentException unless both are positive
  public BodyLimits {
    if (plainBytes < 1 || allBytes < 1) {
      throw new IllegalArgumentException("limits on bodies must be positive");
    }
  }
}
