package dev.sonde.http;

import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Link;
import dev.sonde.http.websocket.Side;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A web socket in the place of a listener's connection, on the thread of that.
final class SocketSeat implements Link {
  static final Response NO_PLACE =
      Response.error(503, "too many web sockets; try again in a few seconds")
          .with("Retry-After", "5");

  private final Service service;
  private final Wire wire;
  private final ByteBuffer ahead;
  private final CountedOutput out;
  private final Response.Upgraded to;
  private final WebSocket socket;
  private boolean left;

  /// @param ahead what came behind the request
  SocketSeat(Service service, Wire wire, ByteBuffer ahead, Response.Upgraded to) {
    this.service = service;
    this.wire = wire;
    this.ahead = ahead;
    this.out = new CountedOutput(service.counters());
    this.to = to;
    out.attach(wire.out());
    this.socket = WebSocket.over(this, Side.SERVER, to.limits(), to.protocol(), service.ticker());
  }

  /// Returns when both sides have said goodbye, or the connection is broken.
  void talk() {
    try {
      to.conversation().hold(socket);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception | StackOverflowError e) {
      if (socket.isOpen() || !(e instanceof IOException)) {
        service.faults().report("a web socket's conversation failed", e);
      }
      socket.close(new CloseStatus(CloseStatus.INTERNAL_ERROR, "internal error"));
    } finally {
      socket.close();
    }
  }

  /// Shows out whoever is not welcome any more, and ends what has taken too long.
  void sweep(long now) throws IOException {
    if (socket.isOpen() && !to.stay().welcome().getAsBoolean()) {
      socket.close(new CloseStatus(CloseStatus.POLICY, to.stay().otherwise()));
    }
    socket.sweep(now);
  }

  void windDown() {
    socket.close(new CloseStatus(CloseStatus.GOING_AWAY, "the server is stopping"));
  }

  @Override
  public InputStream in() {
    return wire.in();
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public ByteBuffer ahead() {
    return ahead;
  }

  @Override
  public void cut() throws IOException {
    wire.close();
  }

  @Override
  public void leave() {
    left = true;
  }

  /// Did it end in peace, so that the connection can linger for what was sent last?
  boolean left() {
    return left;
  }
}
