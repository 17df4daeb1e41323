package dev.sonde.wire.influx;

/// How much of a line is taken.
///
/// @param longestLine in bytes
/// @param mostTags of one line
/// @param mostFields of one line
public record LineLimits(int longestLine, int mostTags, int mostFields) {
  /// What is usual: lines of 1 MiB, 256 tags, 10,000 fields.
  public static final LineLimits USUAL = new LineLimits(1 << 20, 256, 10_000);

  public LineLimits {
    if (longestLine < 1 || mostTags < 0 || mostFields < 1) {
      throw new IllegalArgumentException("a line has a byte and a field at least");
    }
  }
}
