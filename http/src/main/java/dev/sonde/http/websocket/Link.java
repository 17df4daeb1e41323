package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// The connection under a web socket, after the handshake.
public interface Link {
  /// Blocks until there is something; ends when [#cut] is called.
  InputStream in();

  /// Blocks while the peer takes nothing; fails when [#cut] is called.
  OutputStream out();

  /// What was read of `in` already, behind the handshake. Asked for once.
  ByteBuffer ahead();

  /// Drops the connection at once. Called from any thread, at any time, more than once.
  void cut() throws IOException;

  /// Ends the connection when both sides have said all: what was sent last still arrives. Called
  /// once, by the last thread that reads.
  void leave() throws IOException;
}
