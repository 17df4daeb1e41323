package dev.sonde.journal;

import java.io.IOException;

/// There is no room, and nothing may go to make some.
final class JournalFullException extends IOException {
  private static final long serialVersionUID = 1L;

  JournalFullException(String message) {
    super(message);
  }
}
