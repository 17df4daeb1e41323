package dev.sonde.server.history;

import dev.sonde.http.Response;
import java.io.Serial;

/// A question that gets no answer, with the status and the words that say why.
final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String why) {
    super(why);
    this.status = status;
  }

  static RefusedException bad(String why) {
    return new RefusedException(400, why);
  }

  static RefusedException tooMuch(String why) {
    return new RefusedException(422, why);
  }

  /// Later it may.
  static RefusedException busy(String why) {
    return new RefusedException(503, why);
  }

  int status() {
    return status;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  Response response() {
    Response error = Response.error(status, why());
    return status == 503 ? error.with("Retry-After", "1") : error;
  }
}
