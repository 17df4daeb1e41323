package dev.sonde.http.websocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// The last ping, and how long its answer took. Safe for all threads.
final class Pulse {
  private long id;
  private long asked;
  private Optional<Duration> roundTrip = Optional.empty();

  /// @return what the ping carries
  synchronized long asks(long now) {
    asked = now;
    id++;
    return id;
  }

  /// A pong that answers no ping is allowed, and says nothing.
  synchronized void answers(ByteBuffer payload, long now) {
    if (payload.remaining() == Long.BYTES && payload.getLong() == id) {
      roundTrip = Optional.of(Duration.ofNanos(now - asked));
    }
  }

  synchronized Optional<Duration> roundTrip() {
    return roundTrip;
  }
}
