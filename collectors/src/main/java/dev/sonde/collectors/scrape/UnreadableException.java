package dev.sonde.collectors.scrape;

import java.io.Serial;

/// A page can't be read: the message says where and why.
final class UnreadableException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
