package dev.sonde.delivery;

import dev.sonde.api.BatchId;

/// # Implementation notes
///
/// One sample can make a destination refuse a whole batch. Cutting finds it: each half is sent by
/// itself, and what remains of the batch after a find is sent whole again, so that one bad sample
/// among 10,000 costs some 14 requests more. When [#MOST_CUTS] in a row found nothing that is
/// taken, it is not a few samples: the rest is set aside as it stands.
final class Culprits {
  static final int MOST_CUTS = 64;

  private long until = -1;
  private int cuts;

  /// Is a refused batch, or part of one, worth another cut?
  boolean worthACut(BatchId id) {
    if (id.to() > until) {
      until = id.to();
      cuts = 0;
    }
    cuts++;
    return cuts <= MOST_CUTS;
  }

  /// Something arrived.
  void taken() {
    cuts = 0;
  }

  /// How far the next batch may go, so that it does not leave the range of the one that is cut.
  int most(int wanted, long from) {
    return until > from ? (int) Math.min(wanted, until - from) : wanted;
  }
}
