package dev.sonde.wire.columns;

import java.io.IOException;

/// Bytes that nobody can have written so.
public final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedException(String what) {
    super(what);
  }
}
