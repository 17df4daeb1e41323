package dev.sonde.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Until when a connection may stay in the phase it is in. Written by the connection's thread, read
/// by the one that sweeps.
final class Deadline {
  enum Phase {
    IDLE,
    SHAKING,
    HEAD,
    BODY,
    HANDLING,
    WRITING,
    LINGERING
  }

  private final LongSupplier ticker;
  private Phase phase = Phase.HANDLING;
  private long at;
  private long since;
  private boolean expired;

  Deadline(LongSupplier ticker) {
    this.ticker = ticker;
  }

  synchronized void enter(Phase next, Duration time) {
    since = ticker.getAsLong();
    at = since + time.toNanos();
    phase = next;
  }

  /// The request is in: whoever handles it takes the time it takes. A response already on its way
  /// keeps its own deadline.
  synchronized void arrived() {
    if (phase == Phase.HEAD || phase == Phase.BODY) {
      phase = Phase.HANDLING;
    }
  }

  /// Which phase has lasted too long; HANDLING when none has. One that waits for the peer's bytes
  /// ends here.
  synchronized Phase sweep(long now) {
    if (phase == Phase.HANDLING || now - at < 0) {
      return Phase.HANDLING;
    }
    Phase passed = phase;
    if (passed == Phase.HEAD || passed == Phase.BODY) {
      expired = true;
      phase = Phase.HANDLING;
    }
    return passed;
  }

  /// Did the request not come in time?
  synchronized boolean expired() {
    return expired;
  }

  synchronized Phase phase() {
    return phase;
  }

  /// Nanoseconds of idling so far, or -1 when busy.
  synchronized long idle(long now) {
    return phase == Phase.IDLE ? now - since : -1;
  }
}
