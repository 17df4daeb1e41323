package dev.sonde.http;

import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;

/// What a server answered when it was asked for a web socket.
public sealed interface UpgradeAnswer {
  /// It is open, and the caller's to close.
  ///
  /// @param headers of the answer
  record Open(WebSocket socket, HeaderLines headers) implements UpgradeAnswer {}

  /// It said something else: 401 and 403 are for a person to mend, 404 and 426 mean that there is
  /// no web socket here, 429 and 503 that it may be tried later. Its connection is closed.
  record Refused(Reply reply) implements UpgradeAnswer {
    /// For those who have one way of dealing with failures.
    public IOException failure() {
      return new IOException("it answered HTTP " + reply.status() + " to a web socket's handshake");
    }
  }
}
