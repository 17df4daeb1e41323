package dev.sonde.delivery;

import dev.sonde.journal.Settlement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What is known about a batch's samples before it is sent: `count = lost + filtered + said`.
record Tally(Map<String, Long> lost, Map<String, Long> filtered, long said) {
  static final String DAMAGED = "damaged";
  static final String NOT_ENCODED = "not_encoded";
  static final String REFUSED = "refused_by_destination";

  Tally {
    lost = Map.copyOf(lost);
    filtered = Map.copyOf(filtered);
  }

  /// @param count running numbers of the batch
  /// @param rows what the journal still had of it
  /// @param missing what it had no more, by reason; what that does not explain counts as damaged
  /// @param filtered what the selection left out
  static Tally of(
      long count, long rows, Map<String, Long> missing, Map<String, Long> filtered, Saying saying) {
    var lost = new HashMap<String, Long>();
    long left = count - rows;
    for (var each : new TreeMap<>(missing).entrySet()) {
      long taken = Math.clamp(each.getValue(), 0, left);
      left -= taken;
      put(lost, each.getKey(), taken);
    }
    put(lost, DAMAGED, left);
    put(lost, NOT_ENCODED, saying.unexplained());
    var all = new TreeMap<>(filtered);
    saying.unsaid().forEach((reason, samples) -> all.merge(reason, samples, Long::sum));
    return new Tally(lost, all, saying.said());
  }

  Settlement accepted() {
    return accepted(0, REFUSED);
  }

  Settlement accepted(long refused, String reason) {
    long kept = said - Math.clamp(refused, 0, said);
    return new Settlement(kept, filtered, lostAnd(reason, said - kept));
  }

  Settlement dropped(String reason) {
    return new Settlement(0, filtered, lostAnd(reason, said));
  }

  private Map<String, Long> lostAnd(String reason, long samples) {
    var all = new HashMap<>(lost);
    put(all, reason, samples);
    return all;
  }

  private static void put(Map<String, Long> counts, String reason, long samples) {
    if (samples > 0) {
      counts.merge(reason, samples, Long::sum);
    }
  }
}
