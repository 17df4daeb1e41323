package dev.sonde.server.door;

import java.io.IOException;

/// A file of keys that holds something else; the message says where.
public final class DamagedKeysException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedKeysException(String message) {
    super(message);
  }
}
