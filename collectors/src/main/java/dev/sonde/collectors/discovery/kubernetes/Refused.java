package dev.sonde.collectors.discovery.kubernetes;

/// The API did not give what was asked for. The message is for people.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean gone;

  private Refused(String message, boolean gone) {
    super(message);
    this.gone = gone;
  }

  static Refused because(String message) {
    return new Refused(message, false);
  }

  /// What was known is too old to go on from: ask for all of it.
  static Refused gone() {
    return new Refused("what was known is too old", true);
  }

  boolean isGone() {
    return gone;
  }
}
