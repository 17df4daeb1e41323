package dev.sonde.collectors.gpu;

import java.io.IOException;

/// A library that can't be loaded.
final class UnloadableException extends IOException {
  private static final long serialVersionUID = 1;

  UnloadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
