package dev.sonde.http.tls;

import java.io.IOException;
import java.io.Serial;

/// What a file holds can't be used. The message is for people and names no secret.
final class Unusable extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }

  Unusable(String message, Throwable cause) {
    super(message, cause);
  }
}
