package dev.sonde.wire.scrape;

/// A page that can't be read as a whole.
public final class PageException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int offset;
  private final String reason;

  PageException(int line, String reason) {
    super("line " + line + ": " + reason);
    this.line = line;
    this.offset = -1;
    this.reason = reason;
  }

  private PageException(String place, int offset, String reason) {
    super(place + ": " + reason);
    this.line = 0;
    this.offset = offset;
    this.reason = reason;
  }

  static PageException atByte(int offset, String reason) {
    return new PageException("byte " + offset, offset, reason);
  }

  /// Where in a text, counted from 1; 0 where the page is none.
  public int line() {
    return line;
  }

  /// Where in a page that is no text, counted from 0; -1 in a text.
  public int offset() {
    return offset;
  }

  /// Why, in words.
  public String reason() {
    return reason;
  }
}
