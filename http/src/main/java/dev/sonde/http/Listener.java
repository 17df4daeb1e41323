package dev.sonde.http;

import dev.sonde.http.tls.ServerTls;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Listens on one address and hands requests to one handler. Open until closed; closing twice is
/// fine. Safe for all threads.
///
/// One platform thread takes connections and watches over deadlines; each connection has a virtual
/// thread.
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

  private final Address address;
  private final ServerSocketChannel server;
  private final Service service;
  private final Connections connections;
  private final Acceptor acceptor;
  private final Thread thread;

  private Listener(Address wanted, ServerSocketChannel server, Service service) throws IOException {
    this.address = bound(wanted, server);
    this.server = server;
    this.service = service;
    this.connections = new Connections(service.limits().connections(), service.ticker());
    String name = "http " + address;
    this.acceptor =
        new Acceptor(
            server, service, connections, Thread.ofVirtual().name(name + " #", 1).factory());
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(acceptor);
  }

  /// Binds and starts to listen.
  ///
  /// @throws BindException with a message that names the address, when it can't be had
  public static Listener open(Address address, Limits limits, Handler handler)
      throws BindException {
    return open(address, limits, Optional.empty(), handler);
  }

  /// The same with TLS, where there is some; it stays the caller's to close, after the listener.
  public static Listener open(
      Address address, Limits limits, Optional<ServerTls> tls, Handler handler)
      throws BindException {
    return open(address, limits, tls, handler, System::nanoTime, InstantSource.system());
  }

  /// The same with time from elsewhere: `ticker` is monotonic in nanoseconds, for deadlines and
  /// rates; `clock` is for the Date header.
  public static Listener open(
      Address address,
      Limits limits,
      Optional<ServerTls> tls,
      Handler handler,
      LongSupplier ticker,
      InstantSource clock)
      throws BindException {
    var service = new Service(limits, handler, ticker, clock);
    service.greet(tls);
    try {
      var listener = new Listener(address, bind(address), service);
      listener.thread.start();
      return listener;
    } catch (IOException e) {
      var refused = new BindException(address + ": " + e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  /// Where it listens, with the real port when port 0 was asked for.
  public Address address() {
    return address;
  }

  /// Sets other limits: for requests and connections that come from now on.
  public void limit(Limits to) {
    service.limit(to);
    connections.limit(to.connections());
  }

  /// Has connections that come from now on speak TLS by other settings, or not at all. Those that
  /// are open end with what they are at; web sockets say goodbye.
  public void secure(Optional<ServerTls> tls) {
    service.greet(tls);
    try {
      windDown();
    } catch (IOException e) {
      service.faults().report("closing connections of " + address + " failed", e);
    }
  }

  private void windDown() throws IOException {
    for (Connection connection : connections.all()) {
      connection.windDown();
    }
  }

  /// What it has counted so far.
  public ListenerCounts counts() {
    return service.counters().snapshot(connections.count());
  }

  /// Takes no more connections, closes those that idle at once and web sockets with 1001, lets
  /// requests and web sockets under way end for as long as `grace`, then cuts the rest off. Returns
  /// when all are closed or the calling thread is interrupted.
  public void close(Duration grace) {
    try {
      service.close();
      stopAccepting();
      windDown();
      if (!connections.awaitNone(grace.toNanos())) {
        cut();
      }
      acceptor.wake();
      thread.join(SHORT_GRACE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      service.faults().report("closing " + address + " failed", e);
    } finally {
      service.release();
    }
  }

  /// Closes with a grace of a second.
  @Override
  public void close() {
    close(SHORT_GRACE);
  }

  private void cut() throws IOException, InterruptedException {
    for (Connection connection : connections.all()) {
      connection.cut();
    }
    connections.awaitNone(TimeUnit.SECONDS.toNanos(1));
  }

  private void stopAccepting() throws IOException {
    if (server.isOpen()) {
      server.close();
      if (address instanceof Address.Unix(Path path)) {
        Files.deleteIfExists(path);
      }
    }
    acceptor.wake();
  }

  private static ServerSocketChannel bind(Address address) throws IOException {
    SocketAddress where = address.resolve();
    if (address instanceof Address.Unix(Path path)) {
      removeStale(path, where);
    }
    ServerSocketChannel server = channel(address, where);
    try {
      return server.bind(where, BACKLOG);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// An IPv4 address gets a socket that takes no IPv6; everything else what the system prefers.
  private static ServerSocketChannel channel(Address address, SocketAddress where)
      throws IOException {
    return switch (address) {
      case Address.Unix _ -> ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      case Address.Tcp(String host, int _) ->
          !host.isEmpty()
                  && where instanceof InetSocketAddress inet
                  && inet.getAddress() instanceof Inet4Address
              ? ServerSocketChannel.open(StandardProtocolFamily.INET)
              : ServerSocketChannel.open();
    };
  }

  /// A socket file that nobody listens on is what a killed process left.
  private static void removeStale(Path path, SocketAddress where) throws IOException {
    if (!Files.exists(path)
        || Files.isRegularFile(path)
        || Files.isDirectory(path)
        || listens(where)) {
      return;
    }
    Files.delete(path);
  }

  private static boolean listens(SocketAddress where) {
    try (SocketChannel probe = SocketChannel.open(where)) {
      return probe.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static Address bound(Address wanted, ServerSocketChannel server) throws IOException {
    return switch (wanted) {
      case Address.Tcp(String host, int _) ->
          new Address.Tcp(host, ((InetSocketAddress) server.getLocalAddress()).getPort());
      case Address.Unix unix -> unix;
    };
  }
}
