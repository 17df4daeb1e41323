package dev.sonde.journal;

import java.io.IOException;

/// Bytes that nobody can have written so.
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedException(String what) {
    super(what);
  }
}
