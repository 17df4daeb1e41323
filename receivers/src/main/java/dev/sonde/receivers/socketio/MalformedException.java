package dev.sonde.receivers.socketio;

import java.io.Serial;

/// What came is not Socket.IO. Costs no stack trace, since strangers cause it.
final class MalformedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// @param why for its sender
  MalformedException(String why) {
    super(why, null, false, false);
  }
}
