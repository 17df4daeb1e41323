package dev.sonde.http;

import dev.sonde.http.tls.ServerTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// What happens before the first request on a port that speaks TLS. Loaded only where one does.
///
/// # Implementation notes
///
/// Who has sent nothing costs no more than on a port without TLS: engine and buffer come with the
/// first byte. The arithmetic of handshakes leaves one processor alone, so that a crowd of them
/// does not keep requests waiting.
final class TlsGreeting {
  private static final int HANDSHAKE = 22;
  private static final String WHY = "this port speaks TLS; write https:// in place of http://";

  private final Service service;
  private final ServerTls tls;
  private final TlsBuffers buffers = new TlsBuffers();
  private final Semaphore computing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

  TlsGreeting(Service service, ServerTls tls) {
    this.service = service;
    this.tls = tls;
  }

  /// Blocks; whoever watches over the deadline closes the socket in time.
  ///
  /// @return empty when no request can follow; what was to be said has been said then
  Optional<Wire> meet(ChannelWire raw, Deadline deadline) throws IOException {
    int first = raw.in().read();
    deadline.enter(Deadline.Phase.SHAKING, service.limits().head());
    if (first == HANDSHAKE) {
      return shaken(raw, (byte) first);
    }
    if (first >= 0) {
      service.counters().bad();
    }
    if (first >= 'A' && first <= 'Z') {
      refuse(raw.out());
    }
    return Optional.empty();
  }

  private Optional<Wire> shaken(ChannelWire raw, byte first) throws IOException {
    String who = raw.peer().map(InetAddress::getHostAddress).orElse("this machine");
    try {
      ServerTls.Connection connection = tls.connection();
      var wire = new TlsWire(raw, Handshakes.offered(connection.engine()), buffers, this::compute);
      wire.begun(first);
      if (shook(wire, connection, who)) {
        connection.certificate(who).ifPresent(wire::certified);
        return Optional.of(wire);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private boolean shook(TlsWire wire, ServerTls.Connection connection, String who)
      throws IOException {
    boolean shaken = false;
    try {
      wire.shake();
      shaken = true;
    } catch (IOException e) {
      connection.failed(who, e);
    } finally {
      if (!shaken) {
        service.counters().failedHandshake();
        wire.shutdownOutput();
      }
    }
    return shaken;
  }

  /// On the thread of the connection.
  private void compute(Runnable task) {
    computing.acquireUninterruptibly();
    try {
      task.run();
    } finally {
      computing.release();
    }
  }

  private void refuse(OutputStream out) throws IOException {
    byte[] body = ErrorText.json(WHY);
    String head =
        "HTTP/1.1 400 Bad Request\r\n"
            + "Content-Type: application/json\r\n"
            + "X-Content-Type-Options: nosniff\r\n"
            + "Connection: close\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    service.counters().answered(400);
    service.counters().bytesOut(head.length() + body.length);
  }
}
