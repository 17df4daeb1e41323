package dev.sonde.wire;

/// A body that can't be read as a whole.
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final String reason;

  /// @param offset where, counted from 0
  /// @param reason why, in words
  public BodyException(int offset, String reason) {
    super("byte " + offset + ": " + reason);
    this.offset = offset;
    this.reason = reason;
  }

  /// One without a place.
  public BodyException(String reason) {
    super(reason);
    this.offset = -1;
    this.reason = reason;
  }

  /// Where, counted from 0; -1 when it is no place, or the reason says it.
  public int offset() {
    return offset;
  }

  /// Why, in words.
  public String reason() {
    return reason;
  }
}
