package dev.sonde.wire.pushed;

/// Why something that was pushed can't be taken.
enum Fault {
  MALFORMED("malformed"),
  BAD_NAME("bad name"),
  BAD_VALUE("bad value"),
  BAD_TIME("bad time");

  private final String reason;

  Fault(String reason) {
    this.reason = reason;
  }

  /// In words, as a label.
  String reason() {
    return reason;
  }
}
