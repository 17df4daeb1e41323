package dev.sonde.delivery;

import dev.sonde.journal.DeadLetters;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// What a courier counts. Written by its thread, read by any; outlives shippers.
final class Ledger {
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong samples = new AtomicLong();
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile InHand inHand = InHand.NOTHING;
  private volatile SetAside setAside = new SetAside(0, 0);

  void attempted() {
    attempts.incrementAndGet();
  }

  void failed() {
    failures.incrementAndGet();
  }

  void delivered(long count) {
    batches.incrementAndGet();
    samples.addAndGet(count);
  }

  void took(Load load) {
    inHand = new InHand(load.id().count(), load.oldestMillis());
  }

  void done() {
    inHand = InHand.NOTHING;
  }

  void look(DeadLetters letters) {
    setAside = new SetAside(letters.count(), letters.samples());
  }

  long batches() {
    return batches.get();
  }

  long samples() {
    return samples.get();
  }

  long attempts() {
    return attempts.get();
  }

  long failures() {
    return failures.get();
  }

  InHand inHand() {
    return inHand;
  }

  SetAside setAside() {
    return setAside;
  }

  record InHand(long samples, OptionalLong oldestMillis) {
    static final InHand NOTHING = new InHand(0, OptionalLong.empty());
  }

  record SetAside(int batches, long samples) {}
}
