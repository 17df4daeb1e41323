package dev.sonde.http;

import java.time.Duration;

/// How much one listener takes from strangers. Sizes in bytes.
///
/// @param connections open at once; one more evicts a connection that idles, else gets 503
/// @param requestLine the longest request line
/// @param headerBytes all header lines together
/// @param headerCount header lines
/// @param body the longest body, after the transfer coding is taken off
/// @param head from the first byte of a request to the end of its head
/// @param bodyTime from the end of the head to the end of the body
/// @param idle between two requests
/// @param write for one whole response
/// @param failuresPerSecond failed requests (4xx, 5xx) from one address before it gets 429
/// @param webSockets of the connections, how many may be web sockets; one more gets 503
public record Limits(
    int connections,
    int requestLine,
    int headerBytes,
    int headerCount,
    long body,
    Duration head,
    Duration bodyTime,
    Duration idle,
    Duration write,
    int failuresPerSecond,
    int webSockets) {
  /// Safe for a listener that anyone can reach.
  public static final Limits DEFAULT =
      new Limits(
          512,
          8 << 10,
          32 << 10,
          100,
          16L << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          20,
          256);

  /// @throws IllegalArgumentException unless all are positive; a body limit of 0 takes no bodies,
  ///   and there may be no web sockets
  public Limits {
    if (connections < 1 || requestLine < 1 || headerBytes < 1 || headerCount < 1 || body < 0) {
      throw new IllegalArgumentException("connection, header and body limits must be positive");
    }
    if (webSockets < 0) {
      throw new IllegalArgumentException("there may be no web sockets, but not fewer");
    }
    if (failuresPerSecond < 1 || !allPositive(head, bodyTime, idle, write)) {
      throw new IllegalArgumentException("times and the failure rate must be positive");
    }
  }

  /// The same with another number of connections.
  public Limits withConnections(int connections) {
    return new Limits(
        connections,
        requestLine,
        headerBytes,
        headerCount,
        body,
        head,
        bodyTime,
        idle,
        write,
        failuresPerSecond,
        webSockets);
  }

  /// The same with another body limit.
  public Limits withBody(long body) {
    return new Limits(
        connections,
        requestLine,
        headerBytes,
        headerCount,
        body,
        head,
        bodyTime,
        idle,
        write,
        failuresPerSecond,
        webSockets);
  }

  /// The same with another rate of failed requests per address.
  public Limits withFailuresPerSecond(int failuresPerSecond) {
    return new Limits(
        connections,
        requestLine,
        headerBytes,
        headerCount,
        body,
        head,
        bodyTime,
        idle,
        write,
        failuresPerSecond,
        webSockets);
  }

  /// The same with another number of web sockets.
  public Limits withWebSockets(int webSockets) {
    return new Limits(
        connections,
        requestLine,
        headerBytes,
        headerCount,
        body,
        head,
        bodyTime,
        idle,
        write,
        failuresPerSecond,
        webSockets);
  }

  private static boolean allPositive(Duration... times) {
    for (Duration time : times) {
      if (!time.isPositive()) {
        return false;
      }
    }
    return true;
  }
}
