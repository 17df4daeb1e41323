package dev.sonde.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/// What HttpCore binds to: two streams that look like a socket. Deadlines and closing are not its
/// business, so time-outs and `close` do nothing.
final class StreamSocket extends Socket {
  private static final @Nullable SocketImpl NOTHING = null;

  private final InputStream in;
  private final OutputStream out;

  @SuppressWarnings("NullAway") // the JDK takes null here: a socket without an implementation
  StreamSocket(InputStream in, OutputStream out) throws SocketException {
    super(NOTHING);
    this.in = in;
    this.out = out;
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void setSoTimeout(int timeoutMillis) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void close() {}
}
