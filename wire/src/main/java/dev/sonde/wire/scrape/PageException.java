package dev.sonde.wire.scrape;

/// A page that can't be read as a whole.
public final class PageException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final String reason;

  PageException(int line, String reason) {
    super("line " + line + ": " + reason);
    this.line = line;
    this.reason = reason;
  }

  /// Where, counted from 1.
  public int line() {
    return line;
  }

  /// Why, in words.
  public String reason() {
    return reason;
  }
}
