package dev.sonde.engine;

import java.util.Map;
import java.util.TreeMap;

/// What a producer saw become of its samples. Guarded by the producer's lock; what others may see
/// is in its [Ledger].
final class Tally {
  private long received;
  private long accepted;
  private final Map<String, long[]> filtered = new TreeMap<>();
  private final Map<String, long[]> refused = new TreeMap<>();

  void received(int samples) {
    received += samples;
  }

  void accepted(int samples) {
    accepted += samples;
  }

  void filtered(String reason) {
    count(filtered, reason, 1);
  }

  void refused(String reason, int samples) {
    count(refused, reason, samples);
  }

  /// With nothing waiting: the ledger knows what does.
  Totals totals() {
    return new Totals(received, accepted, plain(filtered), plain(refused), 0);
  }

  private static void count(Map<String, long[]> counts, String reason, int samples) {
    counts.computeIfAbsent(reason, _ -> new long[1])[0] += samples;
  }

  private static Map<String, Long> plain(Map<String, long[]> counts) {
    var copy = new TreeMap<String, Long>();
    counts.forEach((reason, count) -> copy.put(reason, count[0]));
    return copy;
  }
}
