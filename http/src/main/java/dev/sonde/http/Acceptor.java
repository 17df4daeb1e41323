package dev.sonde.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Takes connections and watches over their deadlines, on one thread. Waits without end while there
/// is no connection.
final class Acceptor implements Runnable {
  private static final long SWEEP_MILLIS = 500;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String BUSY_BODY =
      "{\"error\":\"too many connections; try again in a second\"}\n";
  private static final byte[] BUSY =
      ("HTTP/1.1 503 Service Unavailable\r\n"
              + "Content-Type: application/json\r\n"
              + "X-Content-Type-Options: nosniff\r\n"
              + "Cache-Control: no-store\r\n"
              + "Retry-After: 1\r\n"
              + "Connection: close\r\n"
              + "Content-Length: "
              + BUSY_BODY.length()
              + "\r\n\r\n"
              + BUSY_BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Service service;
  private final Connections connections;
  private final ThreadFactory threads;
  private long lastSweep;

  Acceptor(
      ServerSocketChannel server, Service service, Connections connections, ThreadFactory threads)
      throws IOException {
    this.server = server;
    this.selector = Selector.open();
    this.service = service;
    this.connections = connections;
    this.threads = threads;
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  @Override
  public void run() {
    try (selector) {
      watch();
    } catch (IOException e) {
      service.faults().report("a selector did not close", e);
    }
  }

  private void watch() {
    while (server.isOpen() || connections.count() > 0) {
      try {
        selector.select(connections.count() == 0 && server.isOpen() ? 0 : SWEEP_MILLIS);
        selector.selectedKeys().clear();
        sweep();
        acceptAll();
      } catch (IOException | RuntimeException e) {
        service.faults().report("taking connections failed, going on", e);
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  void wake() {
    selector.wakeup();
  }

  private void sweep() {
    long now = System.nanoTime();
    if (now - lastSweep >= TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) {
      lastSweep = now;
      connections.sweep();
    }
  }

  private void acceptAll() throws IOException {
    try {
      for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
        service.counters().accepted();
        take(channel);
      }
    } catch (ClosedChannelException _) {
      // The listener closes; what is open is still watched over.
    }
  }

  private void take(SocketChannel channel) throws IOException {
    try {
      if (connections.full() && !evict()) {
        refuse(channel);
      } else {
        start(ChannelWire.of(channel));
      }
    } catch (IOException _) {
      channel.close();
      service.counters().broken();
    }
  }

  private Connection connection(ChannelWire wire) {
    Optional<TlsGreeting> greeting = service.greeting();
    return greeting.isPresent()
        ? new Connection(service, wire, greeting.get())
        : new Connection(service, wire);
  }

  private void start(ChannelWire wire) {
    Connection connection = connection(wire);
    connections.add(connection);
    threads
        .newThread(() -> {
          try {
            connection.run();
          } finally {
            connections.remove(connection);
          }
        })
        .start();
  }

  private boolean evict() throws IOException {
    Connection idle = connections.evict();
    if (idle == null) {
      return false;
    }
    service.counters().evicted();
    idle.close();
    return true;
  }

  /// Never blocks: what the socket's own buffer does not take is not sent. Who wants to speak TLS
  /// is sent nothing, as there is nobody to speak it.
  private void refuse(SocketChannel channel) throws IOException {
    service.counters().refused();
    try (channel) {
      channel.configureBlocking(false);
      if (service.greeting().isEmpty()) {
        service.counters().bytesOut(channel.write(ByteBuffer.wrap(BUSY)));
      }
      channel.shutdownOutput();
      channel.read(ByteBuffer.allocate(1024));
    }
  }
}
