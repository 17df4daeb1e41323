package dev.sonde.http;

import dev.sonde.http.websocket.Link;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A client's connection under a web socket, watched over by the client until it has ended.
final class ClientLink implements Link, Timed {
  private final Wire wire;
  private final ByteBuffer ahead;
  private final Deadlines deadlines;
  private Optional<WebSocket> socket = Optional.empty();

  /// @param ahead what came behind the answer
  ClientLink(Wire wire, ByteBuffer ahead, Deadlines deadlines) {
    this.wire = wire;
    this.ahead = ahead;
    this.deadlines = deadlines;
  }

  /// Begins to sweep the socket.
  void watch(WebSocket over) throws IOException {
    socket = Optional.of(over);
    deadlines.add(this);
  }

  @Override
  public InputStream in() {
    return wire.in();
  }

  @Override
  public OutputStream out() {
    return wire.out();
  }

  @Override
  public ByteBuffer ahead() {
    return ahead;
  }

  @Override
  public void cut() throws IOException {
    deadlines.remove(this);
    wire.close();
  }

  @Override
  public void leave() throws IOException {
    cut();
  }

  @Override
  public long due() {
    return socket.orElseThrow().due();
  }

  @Override
  public void sweep(long now) throws IOException {
    socket.orElseThrow().sweep(now);
  }

  @Override
  public void close() throws IOException {
    socket.orElseThrow().abort();
  }
}
