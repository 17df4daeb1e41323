package dev.sonde.delivery;

import dev.sonde.api.BatchId;
import java.util.OptionalLong;

/// How far a destination that keeps its own cursor says it is, and what that means for a batch.
///
/// # Implementation notes
///
/// Samples that were filtered or set aside never reach the destination, so its number may lie below
/// ours without anything missing there. Only less than what it once took in this process, or, when
/// that is not known, less than where we are, counts as lacking; only a fresh answer does, and the
/// same answer sends us back once. What it can't have, as the epoch began later or it was not there
/// yet, it does not lack: 0 stands for "nothing of this epoch", as it should be at its start.
final class Progress {
  private static final long UNKNOWN = -1;

  private boolean doubtful = true;
  private boolean fresh;
  private long epoch;
  private long holds = UNKNOWN;
  private long took = UNKNOWN;
  private long rewoundTo = UNKNOWN;

  boolean mustAsk(BatchId id) {
    return doubtful || id.epoch() != epoch;
  }

  /// What was sent last may have arrived.
  void doubt() {
    doubtful = true;
  }

  /// @param begins where its share of this epoch begins
  void answered(BatchId id, OptionalLong upTo, long begins) {
    if (id.epoch() != epoch) {
      epoch = id.epoch();
      took = UNKNOWN;
      rewoundTo = UNKNOWN;
    }
    doubtful = false;
    fresh = true;
    holds = upTo.isPresent() ? Math.max(upTo.getAsLong(), begins) : UNKNOWN;
    if (took == UNKNOWN && holds >= id.from()) {
      took = id.from();
    }
  }

  /// A batch is settled.
  ///
  /// @param arrived is it with the destination, or was it left out?
  void passed(BatchId id, boolean arrived) {
    fresh = false;
    if (holds != UNKNOWN) {
      holds = Math.max(holds, id.to());
    }
    if (arrived) {
      took = id.to();
    }
  }

  void rewound(long to) {
    rewoundTo = to;
    took = UNKNOWN;
    doubtful = true;
  }

  Place place(BatchId id) {
    if (holds == UNKNOWN || holds == id.from()) {
      return Place.GO_ON;
    }
    if (holds >= id.to()) {
      return new Place.HasAll();
    }
    if (holds > id.from()) {
      return new Place.HasUntil(holds);
    }
    return lacks(id) ? new Place.Lacks(holds) : Place.GO_ON;
  }

  private boolean lacks(BatchId id) {
    if (!fresh || holds == rewoundTo) {
      return false;
    }
    return holds < (took == UNKNOWN ? id.from() : took);
  }

  sealed interface Place {
    Place GO_ON = new GoOn();

    record GoOn() implements Place {}

    record HasAll() implements Place {}

    record HasUntil(long to) implements Place {}

    record Lacks(long to) implements Place {}
  }
}
