package dev.sonde.http;

import java.io.IOException;
import java.io.Serial;

/// A request that gets no further, with the status and the words its sender gets. Costs no stack
/// trace, since strangers cause it.
final class Refusal extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;

  Refusal(int status, String why) {
    super(why);
    this.status = status;
    this.why = why;
  }

  static Refusal bad(String why) {
    return new Refusal(400, why);
  }

  int status() {
    return status;
  }

  String why() {
    return why;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
