package dev.sonde.delivery;

import dev.sonde.api.BatchId;

/// # Implementation notes
///
/// Some samples make a destination refuse a whole batch. Halving finds the first of them: what is
/// known to hold one is never sent whole again. Behind it everything that is left goes at once, and
/// from the second one on about twice as much as lay between the last two, and twice as much again
/// with each piece that is taken. So one wrong sample among 10,000 costs some 14 requests, and a
/// hundred cost a hundred times a few small ones.
///
/// When [#EXACT] pieces in a row are found and nothing is taken, it is not a few samples: from then
/// on what is set aside as it stands doubles, up to a [#PIECES]th of the batch, and to an eighth
/// when of the batch before nothing was taken either. After [#MOST_REFUSALS] in one batch the rest
/// of it goes in such pieces. So whatever is wrong, requests and dead letters are bounded.
final class Culprits {
  static final int EXACT = 8;
  static final int PIECES = 64;
  static final int MOST_REFUSALS = 1_000;
  private static final int FEW_PIECES = 8;
  private static final int MOST_DOUBLINGS = 20;
  private static final long WHOLE = Integer.MAX_VALUE;

  private long until = -1;
  private long within = -1;
  private long lastFound = -1;
  private long span = WHOLE;
  private long largest = 1;
  private int refusals;
  private int foundInARow;
  private boolean barren;

  /// Is a refused batch, or part of one, worth another cut?
  boolean worthACut(BatchId id, int rows) {
    if (id.to() > until) {
      begin(id);
    }
    refusals++;
    if (rows > 1 && id.count() > piece()) {
      within = id.to();
      return true;
    }
    found(id);
    return false;
  }

  /// Something arrived.
  void taken() {
    foundInARow = 0;
    barren = false;
    leftOut();
  }

  /// Nothing of it was for this destination.
  void leftOut() {
    span = Math.min(WHOLE, span * 2);
  }

  /// How far the next batch may go, so that it does not leave the range of the one that is cut.
  int most(int wanted, long from) {
    if (from >= until) {
      return wanted;
    }
    long next = from < within ? Math.max(piece(), (within - from) / 2) : span;
    return (int) Math.min(wanted, Math.min(next, until - from));
  }

  private void begin(BatchId id) {
    until = id.to();
    largest = Math.max(1, id.count() / (barren ? FEW_PIECES : PIECES));
    barren = true;
    refusals = 0;
    lastFound = -1;
    span = WHOLE;
  }

  /// No refused piece is cut that is not larger than this.
  private long piece() {
    if (refusals > MOST_REFUSALS) {
      return largest;
    }
    int doublings = Math.clamp(foundInARow - EXACT + 1L, 0, MOST_DOUBLINGS);
    return Math.min(largest, 1L << doublings);
  }

  private void found(BatchId id) {
    foundInARow++;
    boolean many = foundInARow >= EXACT || refusals > MOST_REFUSALS;
    span = many ? piece() : lastFound < 0 ? WHOLE : 2 * (id.to() - lastFound);
    lastFound = id.to();
    within = id.to();
  }
}
