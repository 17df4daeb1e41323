package dev.sonde.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Until when a connection may stay in the phase it is in. Written by the connection's thread, read
/// by the one that sweeps.
final class Deadline {
  enum Phase {
    IDLE,
    HEAD,
    BODY,
    HANDLING,
    WRITING,
    LINGERING
  }

  private final LongSupplier ticker;
  private volatile Phase phase = Phase.HANDLING;
  private volatile long at;
  private volatile long since;
  private volatile boolean expired;

  Deadline(LongSupplier ticker) {
    this.ticker = ticker;
  }

  void enter(Phase next, Duration time) {
    long now = ticker.getAsLong();
    since = now;
    at = now + time.toNanos();
    phase = next;
  }

  /// Whoever handles the request takes the time it takes.
  void handling() {
    phase = Phase.HANDLING;
  }

  /// The request did not come in time.
  void expire() {
    expired = true;
    phase = Phase.HANDLING;
  }

  boolean expired() {
    return expired;
  }

  Phase phase() {
    return phase;
  }

  boolean passed(long now) {
    return phase != Phase.HANDLING && now - at >= 0;
  }

  /// Nanoseconds of idling so far, or -1 when busy.
  long idle(long now) {
    return phase == Phase.IDLE ? now - since : -1;
  }
}
