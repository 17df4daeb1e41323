package dev.sonde.it.journal;

import java.util.BitSet;

/// What one worker pushed, and which of it was acknowledged. Safe for many threads.
final class Sent {
  private final BitSet acknowledged = new BitSet();
  private long tried;

  synchronized void tried(Push push) {
    tried = Math.max(tried, push.to());
  }

  synchronized void acknowledge(Push push) {
    acknowledged.set(Math.toIntExact(push.from()), Math.toIntExact(push.to()));
  }

  synchronized long tried() {
    return tried;
  }

  /// Those acknowledged so far.
  synchronized BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }
}
