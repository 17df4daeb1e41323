package dev.sonde.http.websocket;

/// What a server does with one web socket. Called on the virtual thread of its connection, for many
/// sockets at once; may block. The socket is closed when `hold` returns.
@FunctionalInterface
public interface Conversation {
  /// @throws Exception closes the socket with 1011 and is logged; nothing of it is shown to the
  ///   peer
  void hold(WebSocket socket) throws Exception;
}
