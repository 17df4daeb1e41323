package dev.sonde.engine;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a component's samples since it started. At any moment `received = accepted +
/// repeated + sum(filtered) + sum(refused) + waiting`.
///
/// @param received samples recorded, stale markers included
/// @param accepted samples the journal took
/// @param repeated samples that another Sonde sent again, and that the journal had
/// @param filtered samples left out on purpose, by reason
/// @param refused samples a limit or a full journal kept out, by reason
/// @param waiting samples that the journal did not take yet, kept in memory until it does
public record Totals(
    long received,
    long accepted,
    long repeated,
    Map<String, Long> filtered,
    Map<String, Long> refused,
    long waiting) {
  public Totals {
    filtered = sorted(filtered);
    refused = sorted(refused);
  }

  private static SortedMap<String, Long> sorted(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
