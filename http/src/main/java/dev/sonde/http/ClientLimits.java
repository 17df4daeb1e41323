package dev.sonde.http;

import java.time.Duration;

/// How long a client waits, and how much it takes from the server it asked. Sizes in bytes. Times
/// are whole spans: a server that sends a byte a second is cut like one that sends none.
///
/// @param connect for finding the host's addresses and connecting to one of them; the same span
///   again for a proxy's answer, and for the TLS handshake
/// @param write for sending the whole request
/// @param head from the end of the request to the end of the answer's head
/// @param read for the answer's body
/// @param total for all of these together
/// @param idle how long a connection is kept for the next request; less than what servers allow
/// @param headerBytes all header lines together
/// @param headerCount header lines
/// @param body how much of an answer's body is kept; what is longer is cut off
/// @param connections how many connections are kept for later
public record ClientLimits(
    Duration connect,
    Duration write,
    Duration head,
    Duration read,
    Duration total,
    Duration idle,
    int headerBytes,
    int headerCount,
    int body,
    int connections) {
  private static final int CONNECTIONS = 1024;

  /// @throws IllegalArgumentException unless all are positive; a body limit of 0 keeps none
  public ClientLimits {
    if (headerBytes < 1 || headerCount < 1 || body < 0 || connections < 0) {
      throw new IllegalArgumentException("header and body limits must be positive");
    }
    for (Duration each : new Duration[] {connect, write, head, read, total, idle}) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException("times must be positive");
      }
    }
  }

  /// The same, keeping as many connections as is usual.
  public ClientLimits(
      Duration connect,
      Duration write,
      Duration head,
      Duration read,
      Duration total,
      Duration idle,
      int headerBytes,
      int headerCount,
      int body) {
    this(connect, write, head, read, total, idle, headerBytes, headerCount, body, CONNECTIONS);
  }

  /// The same, keeping so many connections for later.
  public ClientLimits keeping(int most) {
    return new ClientLimits(
        connect, write, head, read, total, idle, headerBytes, headerCount, body, most);
  }

  /// Usual sizes, with one span for connecting and one for all the rest.
  public static ClientLimits of(Duration connect, Duration total, int body) {
    return new ClientLimits(
        connect, total, total, total, total, Duration.ofSeconds(50), 32 << 10, 100, body);
  }
}
