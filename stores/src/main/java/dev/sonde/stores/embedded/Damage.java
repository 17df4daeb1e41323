package dev.sonde.stores.embedded;

import java.io.IOException;

/// Bytes that are not what was once written.
final class Damage extends IOException {
  private static final long serialVersionUID = 1L;

  Damage(String what) {
    super(what);
  }
}
