package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.Serial;

/// What a peer did wrong. Costs no stack trace, since strangers cause it.
final class Fault extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int code;

  Fault(int code, String why) {
    super(why);
    this.code = code;
  }

  static Fault protocol(String why) {
    return new Fault(CloseStatus.PROTOCOL_ERROR, why);
  }

  CloseStatus status() {
    return new CloseStatus(code, String.valueOf(getMessage()));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
