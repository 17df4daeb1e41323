package dev.sonde.receivers.socketio;

import java.time.Duration;
import java.time.InstantSource;

/// Time, for the receiver and for tests of it.
///
/// @param ping how often a client is asked whether it is there, as the protocol wants it
/// @param pause waits before something is tried again
record Surroundings(InstantSource clock, Duration ping, Pause pause) {
  /// Waits.
  @FunctionalInterface
  interface Pause {
    void await(Duration time) throws InterruptedException;
  }

  /// The machine's, and the protocol's usual 25 seconds.
  static final Surroundings USUAL =
      new Surroundings(InstantSource.system(), Duration.ofSeconds(25), Thread::sleep);
}
