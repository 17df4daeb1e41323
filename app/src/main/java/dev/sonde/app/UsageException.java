package dev.sonde.app;

import java.io.Serial;

/// The command line can't be understood; the message says what to write instead.
final class UsageException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
