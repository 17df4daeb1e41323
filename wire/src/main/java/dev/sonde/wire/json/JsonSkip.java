package dev.sonde.wire.json;

/// Why something on a page gave no sample.
public enum JsonSkip {
  NO_VALUE("no value"),
  SEVERAL_VALUES("several values"),
  NOT_A_NUMBER("not a number"),
  OUT_OF_RANGE("out of range"),
  BAD_TIME("bad time");

  private final String reason;

  JsonSkip(String reason) {
    this.reason = reason;
  }

  /// In words, as a label.
  public String reason() {
    return reason;
  }
}
