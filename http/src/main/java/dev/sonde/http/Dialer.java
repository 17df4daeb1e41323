package dev.sonde.http;

import dev.sonde.api.Blocking;
import dev.sonde.http.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Opens connections. Names are looked up anew each time; a host's addresses are tried in turn,
/// each with an even share of the time that is left.
final class Dialer {
  private final Blocking blocking;
  private final Deadlines deadlines;
  private final ClientLimits limits;
  private final LongSupplier ticker;
  private @Nullable Handshakes handshakes;

  Dialer(Blocking blocking, Deadlines deadlines, ClientLimits limits, LongSupplier ticker) {
    this.blocking = blocking;
    this.deadlines = deadlines;
    this.limits = limits;
    this.ticker = ticker;
  }

  Opened open(Way way, Attempt attempt, Witness witness) throws IOException, InterruptedException {
    long now = ticker.getAsLong();
    if (!way.secure()) {
      return new Opened(connect(way, attempt, witness), way, now, 0);
    }
    if (!(way.address() instanceof Address.Tcp server) || way.route().tls().isEmpty()) {
      throw new IOException("https needs TLS, which is not configured here");
    }
    Tls tls = way.route().tls().get();
    Tls.Connection connection = tls.connection(server.host(), server.port());
    ChannelWire raw = connect(way, attempt, witness);
    tunnel(raw, way, attempt, witness);
    Wire wire = handshakes().shake(raw, tls, connection, server, attempt, witness);
    return new Opened(wire, way, now, connection.generation());
  }

  /// The same past any proxy: also without TLS the server is reached by `CONNECT`.
  Opened openThrough(Way way, Attempt attempt) throws IOException, InterruptedException {
    if (way.secure()) {
      return open(way, attempt, Witness.NOBODY);
    }
    long now = ticker.getAsLong();
    ChannelWire wire = connect(way, attempt, Witness.NOBODY);
    tunnel(wire, way, attempt, Witness.NOBODY);
    return new Opened(wire, way, now, 0);
  }

  private ChannelWire connect(Way way, Attempt attempt, Witness witness)
      throws IOException, InterruptedException {
    try {
      ChannelWire wire = reach(way, attempt, witness);
      witness.connected(wire);
      return wire;
    } catch (IOException e) {
      boolean proxy = way.proxy().isPresent() && !attempt.expired();
      throw proxy ? new IOException("proxy " + way.first() + ": " + e.getMessage(), e) : e;
    }
  }

  private ChannelWire reach(Way way, Attempt attempt, Witness witness)
      throws IOException, InterruptedException {
    return switch (way.first()) {
      case Address.Unix unix ->
          connect(
              SocketChannel.open(StandardProtocolFamily.UNIX),
              unix.resolve(),
              attempt,
              limits.connect());
      case Address.Tcp(String host, int port) -> {
        Duration left = attempt.left(limits.connect());
        InetAddress[] addresses = lookUp(host, left);
        witness.found(host, List.of(addresses));
        yield first(addresses, port, attempt, attempt.left(left));
      }
    };
  }

  private void tunnel(ChannelWire wire, Way way, Attempt attempt, Witness witness)
      throws IOException {
    if (way.proxy().isEmpty()) {
      return;
    }
    boolean opened = false;
    try {
      attempt.carry(wire);
      attempt.enter(Attempt.Phase.TUNNELLING, limits.connect());
      deadlines.moved(attempt);
      new Tunnel(limits).open(wire, way.proxy().get(), way.address());
      witness.tunnelled();
      opened = true;
    } finally {
      if (!opened) {
        wire.close();
      }
    }
  }

  private synchronized Handshakes handshakes() {
    Handshakes known = handshakes;
    if (known == null) {
      known = new Handshakes(deadlines, limits);
      handshakes = known;
    }
    return known;
  }

  private InetAddress[] lookUp(String host, Duration limit)
      throws IOException, InterruptedException {
    if (isLiteral(host)) {
      return new InetAddress[] {literal(host)};
    }
    try {
      return blocking.call("look up " + host, limit, () -> InetAddress.getAllByName(host));
    } catch (TimeoutException e) {
      var late = new SocketTimeoutException("the name service did not answer in time");
      late.initCause(e);
      throw late;
    } catch (UnknownHostException e) {
      throw host.equals(e.getMessage()) ? unknown(host, e) : e;
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the name could not be looked up", e);
    }
  }

  /// Java says the reason once; what it then has in mind for some seconds is the name alone.
  private static UnknownHostException unknown(String host, UnknownHostException bare) {
    var unknown = new UnknownHostException(host + ": not found by the name service");
    unknown.initCause(bare);
    return unknown;
  }

  private static InetAddress literal(String host) throws UnknownHostException {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      var none = new UnknownHostException(host + " is neither an address nor a name");
      none.initCause(e);
      throw none;
    }
  }

  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || Bytes.all(host, c -> c == '.' || Bytes.isDigit(c));
  }

  private ChannelWire first(InetAddress[] addresses, int port, Attempt attempt, Duration limit)
      throws IOException {
    IOException failure = new IOException("the name has no address");
    for (int i = 0; i < addresses.length && !Thread.currentThread().isInterrupted(); i++) {
      Duration share = attempt.left(limit).dividedBy(addresses.length - i);
      try {
        var where = new InetSocketAddress(addresses[i], port);
        return connect(SocketChannel.open(), where, attempt, share);
      } catch (IOException e) {
        if (i > 0) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure;
  }

  private ChannelWire connect(
      SocketChannel channel, SocketAddress to, Attempt attempt, Duration limit) throws IOException {
    boolean connected = false;
    try {
      attempt.carry(channel);
      attempt.enter(Attempt.Phase.CONNECTING, limit);
      deadlines.moved(attempt);
      channel.connect(to);
      ChannelWire wire = ChannelWire.of(channel);
      connected = true;
      return wire;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }
}
