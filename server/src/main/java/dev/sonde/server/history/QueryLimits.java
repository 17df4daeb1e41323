package dev.sonde.server.history;

import java.time.Duration;

/// How much one question may ask, and how many may be asked.
///
/// @param timeout for a whole answer, waiting for a place included
/// @param series in an answer with values
/// @param points in one answer
/// @param bytes of one answer, before it is compressed
/// @param atOnce how many run; more wait
public record QueryLimits(Duration timeout, int series, long points, long bytes, int atOnce) {
  /// What one machine's dashboard needs, several times over.
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofSeconds(30), 1_000, 1_000_000, 64L << 20, 4);

  /// @throws IllegalArgumentException unless all are positive
  public QueryLimits {
    if (!timeout.isPositive() || series < 1 || points < 1 || bytes < 1 || atOnce < 1) {
      throw new IllegalArgumentException("limits of queries must be positive");
    }
  }
}
