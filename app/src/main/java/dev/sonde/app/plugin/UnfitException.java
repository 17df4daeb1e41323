package dev.sonde.app.plugin;

/// A jar that is left out; the message says why, and what to do.
final class UnfitException extends Exception {
  private static final long serialVersionUID = 1;

  UnfitException(String message) {
    super(message);
  }
}
