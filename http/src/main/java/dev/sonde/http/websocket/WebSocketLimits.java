package dev.sonde.http.websocket;

import java.time.Duration;

/// How much one web socket takes from its peer, and how long it waits for it. Sizes in bytes.
///
/// @param message the longest message
/// @param fragments of one message; those without a byte count too
/// @param controlsPerSecond pings and pongs in a second
/// @param waiting how much may wait to be sent behind a peer that reads slowly, before
///   [WebSocket#offer] says no
/// @param ping how long a peer may be silent before it is asked whether it is there
/// @param idle how long a peer may be silent before it is given up; longer than `ping`
/// @param messageTime from the first byte of a message to its last
/// @param write for what is sent at once: one message, or all that waits
/// @param close for the peer to answer a close
public record WebSocketLimits(
    int message,
    int fragments,
    int controlsPerSecond,
    int waiting,
    Duration ping,
    Duration idle,
    Duration messageTime,
    Duration write,
    Duration close) {
  /// Safe for strangers.
  public static final WebSocketLimits DEFAULT =
      new WebSocketLimits(
          1 << 20,
          1000,
          100,
          64 << 10,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  private static final int MOST = 1 << 30;

  /// @throws IllegalArgumentException unless all are positive and `idle` is longer than `ping`
  public WebSocketLimits {
    if (fragments < 1 || controlsPerSecond < 1 || !isSize(message) || !isSize(waiting)) {
      throw new IllegalArgumentException("sizes and counts must be positive, sizes up to 1 GiB");
    }
    for (Duration each : new Duration[] {ping, messageTime, write, close}) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException("times must be positive");
      }
    }
    if (idle.compareTo(ping) <= 0) {
      throw new IllegalArgumentException("a peer is asked before it is given up");
    }
  }

  /// The same with another longest message.
  public WebSocketLimits withMessage(int longest) {
    return new WebSocketLimits(
        longest, fragments, controlsPerSecond, waiting, ping, idle, messageTime, write, close);
  }

  /// The same with so much that may wait to be sent.
  public WebSocketLimits withWaiting(int most) {
    return new WebSocketLimits(
        message, fragments, controlsPerSecond, most, ping, idle, messageTime, write, close);
  }

  /// The same with other times for a peer that is silent.
  public WebSocketLimits withSilence(Duration asked, Duration givenUp) {
    return new WebSocketLimits(
        message, fragments, controlsPerSecond, waiting, asked, givenUp, messageTime, write, close);
  }

  private static boolean isSize(int bytes) {
    return bytes >= 1 && bytes <= MOST;
  }
}
