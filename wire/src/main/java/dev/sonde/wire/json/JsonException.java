package dev.sonde.wire.json;

import java.io.IOException;

/// What can't be read as wished; the message is for people and says where.
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int line;
  private final int column;

  /// A fault of the document as a whole.
  public JsonException(String message) {
    super(message);
    this.reason = message;
    this.line = 0;
    this.column = 0;
  }

  JsonException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
    this.reason = message;
    this.line = line;
    this.column = column;
  }

  /// The message without the place.
  public String reason() {
    return reason;
  }

  /// The line, from 1, or 0 when the fault stands nowhere in particular.
  public int line() {
    return line;
  }

  /// The character within the line, from 1, or 0 when the fault stands nowhere in particular.
  public int column() {
    return column;
  }
}
