package dev.sonde.wire.pushed;

/// Something in a body that can't be taken, while the rest can.
final class BadElementException extends Exception {
  private static final long serialVersionUID = 1;

  private final Fault fault;

  BadElementException(Fault fault, Spot where, String why) {
    super(where.with(why), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  /// The message, with the place.
  String words() {
    return String.valueOf(getMessage());
  }
}
