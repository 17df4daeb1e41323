package dev.sonde.journal;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts by reason, bounded: what does not fit is counted as "other". A reason that has a count
/// keeps it.
final class Reasons {
  static final int MOST = 24;
  static final int LONGEST_BYTES = 40;
  static final String OTHER = "other";

  private Reasons() {}

  static SortedMap<String, Long> none() {
    return Collections.emptySortedMap();
  }

  static SortedMap<String, Long> bounded(Map<String, Long> counts) {
    return sum(none(), counts);
  }

  static SortedMap<String, Long> sum(SortedMap<String, Long> counts, Map<String, Long> more) {
    var sum = new TreeMap<>(counts);
    new TreeMap<>(more).forEach((reason, count) -> add(sum, reason, count));
    return Collections.unmodifiableSortedMap(sum);
  }

  static long total(Map<String, Long> counts) {
    return counts.values().stream().reduce(0L, Math::addExact);
  }

  private static void add(SortedMap<String, Long> sum, String reason, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("less than none: " + count + " of " + reason);
    }
    if (count > 0) {
      sum.merge(fits(sum, reason) ? reason : OTHER, count, Math::addExact);
    }
  }

  private static boolean fits(SortedMap<String, Long> sum, String reason) {
    if (sum.containsKey(reason)) {
      return true;
    }
    int room = sum.containsKey(OTHER) ? MOST : MOST - 1;
    int length = reason.getBytes(StandardCharsets.UTF_8).length;
    return length > 0 && length <= LONGEST_BYTES && sum.size() < room;
  }
}
