package dev.sonde.collectors.scrape;

import java.io.Serial;

/// A page has more than its job allows: the scrape fails.
final class LimitException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LimitException(String message) {
    super(message);
  }
}
