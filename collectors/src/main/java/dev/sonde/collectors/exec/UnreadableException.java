package dev.sonde.collectors.exec;

/// What was printed can't be read; the message is for people and says where.
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }
}
