package dev.sonde.server.history;

import java.io.Serial;

/// A selection that can't be read. Its message says what is wrong, without the place.
public final class SelectionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int place;

  SelectionException(int place, String what) {
    super(what);
    this.place = place;
  }

  /// How many characters stand before what is wrong.
  public int place() {
    return place;
  }

  /// With the place, for one line: `character 8: …`.
  public String told() {
    return "character " + (place + 1) + ": " + getMessage();
  }
}
