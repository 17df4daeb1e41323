package dev.sonde.delivery;

import dev.sonde.api.BatchId;
import dev.sonde.journal.Standing;

/// Knows what was sent without a clear answer: the destination may have it and refuse it for that.
///
/// # Implementation notes
///
/// A batch that is in flight before anything was sent was so when Sonde ended, or under the shipper
/// before.
final class Unclear {
  static final String PERHAPS_ARRIVED = "perhaps_arrived";

  private long until;

  Unclear(Standing standing) {
    until = standing.inFlightTo();
  }

  /// It may have arrived.
  void attempted(BatchId id) {
    until = Math.max(until, id.to());
  }

  /// Why samples are dropped that the destination will not take.
  String reason(BatchId id, String otherwise) {
    return id.to() <= until ? PERHAPS_ARRIVED : otherwise;
  }
}
