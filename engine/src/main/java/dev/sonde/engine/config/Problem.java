package dev.sonde.engine.config;

/// A mistake in the configuration, for people.
///
/// @param origin where it is
/// @param message what it is, what is allowed, what to write
public record Problem(Origin origin, String message) {
  private static final int LONGEST = 2000;

  public Problem {
    message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }

  /// `sonde.yaml:7:13: server.listen: "localhost" is not an address; write HOST:PORT`
  @Override
  public String toString() {
    return origin instanceof Origin.Fallback ? message : origin + ": " + message;
  }
}
