package dev.sonde.journal;

import java.util.Map;

/// Where a destination stands: always `accepted = pending + delivered + filtered + dropped`.
///
/// @param head the running number after the newest sample that is safe
/// @param start the number it began with
/// @param cursor the number it has come to: everything before it is delivered, filtered or dropped
/// @param inFlightTo the number after the batch in flight; equal to `cursor` when there is none
/// @param pending samples that still wait, the batch in flight included
/// @param delivered samples it took
/// @param filtered samples left out on purpose, by reason
/// @param dropped samples that did not arrive, by reason: for people to look at
public record Standing(
    long head,
    long start,
    long cursor,
    long inFlightTo,
    long pending,
    long delivered,
    Map<String, Long> filtered,
    Map<String, Long> dropped) {
  public Standing {
    filtered = Map.copyOf(filtered);
    dropped = Map.copyOf(dropped);
  }

  /// Samples accepted for this destination since it began.
  public long accepted() {
    return head - start;
  }
}
