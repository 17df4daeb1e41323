package dev.sonde.delivery;

import dev.sonde.api.BatchId;
import dev.sonde.api.Time;
import org.jspecify.annotations.Nullable;

/// # Implementation notes
///
/// A batch is suspected when the destination answered it with a failure often enough for long
/// enough, and answers otherwise. Then it is cut in halves: whatever lies within the first
/// suspect's range is suspected after [#TRIES_WITHIN] failures, so that finding one sample among
/// 10,000 takes minutes and not hours. Connection failures are never told to this class; defects of
/// a shipper are, or one sample that it can't encode would stop its destination for good.
final class Poison {
  static final int TRIES_WITHIN = 3;

  private final int tries;
  private final long afterNanos;
  private final Time time;
  private @Nullable BatchId batch;
  private int failures;
  private long sinceNanos;
  private long suspectUntil = -1;

  Poison(CourierConfig config, Time time) {
    this.tries = config.poisonTries();
    this.afterNanos = config.poisonAfter().toNanos();
    this.time = time;
  }

  void failed(BatchId id) {
    if (!id.equals(batch)) {
      batch = id;
      failures = 0;
      sinceNanos = time.nanos();
    }
    failures++;
  }

  boolean suspects(BatchId id) {
    if (!id.equals(batch)) {
      return false;
    }
    return within(id)
        ? failures >= TRIES_WITHIN
        : failures >= tries && time.nanos() - sinceNanos >= afterNanos;
  }

  void isolate(BatchId id) {
    suspectUntil = Math.max(suspectUntil, id.to());
  }

  void found() {
    suspectUntil = -1;
  }

  /// How far the next batch may go, so that it does not leave the suspect's range.
  int most(int wanted, long from) {
    return suspectUntil > from ? (int) Math.min(wanted, suspectUntil - from) : wanted;
  }

  private boolean within(BatchId id) {
    return id.to() <= suspectUntil;
  }
}
