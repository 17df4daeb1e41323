package dev.sonde.journal;

import java.util.Map;

/// What became of a batch's samples. Together they are as many as its running numbers.
///
/// @param delivered samples the destination took
/// @param filtered samples left out on purpose, by reason
/// @param dropped samples that did not arrive, by reason
public record Settlement(long delivered, Map<String, Long> filtered, Map<String, Long> dropped) {
  public Settlement {
    filtered = Map.copyOf(filtered);
    dropped = Map.copyOf(dropped);
  }

  /// How many samples it accounts for.
  public long count() {
    return delivered + sum(filtered) + sum(dropped);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
