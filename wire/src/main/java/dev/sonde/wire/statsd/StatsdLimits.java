package dev.sonde.wire.statsd;

/// How much of a line is taken.
///
/// @param longestLine in bytes
/// @param mostTags of one line
public record StatsdLimits(int longestLine, int mostTags) {
  /// What is usual: lines of 8 KiB, 64 tags.
  public static final StatsdLimits USUAL = new StatsdLimits(8 << 10, 64);

  public StatsdLimits {
    if (longestLine < 1 || mostTags < 0) {
      throw new IllegalArgumentException("a line has a byte at least");
    }
  }
}
