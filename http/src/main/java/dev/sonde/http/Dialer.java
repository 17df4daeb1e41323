package dev.sonde.http;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Opens connections. Names are looked up anew each time; a host's addresses are tried in turn,
/// each with an even share of the time that is left.
final class Dialer {
  private final Blocking blocking;
  private final Deadlines deadlines;

  Dialer(Blocking blocking, Deadlines deadlines) {
    this.blocking = blocking;
    this.deadlines = deadlines;
  }

  Wire open(Address address, Attempt attempt, Duration limit)
      throws IOException, InterruptedException {
    return switch (address) {
      case Address.Unix unix ->
          connect(SocketChannel.open(StandardProtocolFamily.UNIX), unix.resolve(), attempt, limit);
      case Address.Tcp(String host, int port) -> {
        Duration left = attempt.left(limit);
        yield first(lookUp(host, left), port, attempt, attempt.left(left));
      }
    };
  }

  private InetAddress[] lookUp(String host, Duration limit)
      throws IOException, InterruptedException {
    if (isLiteral(host)) {
      return new InetAddress[] {InetAddress.ofLiteral(host)};
    }
    try {
      return blocking.call("look up " + host, limit, () -> InetAddress.getAllByName(host));
    } catch (TimeoutException e) {
      var late = new SocketTimeoutException("the name service did not answer in time");
      late.initCause(e);
      throw late;
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the name could not be looked up", e);
    }
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || Bytes.all(host, c -> c == '.' || Bytes.isDigit(c));
  }

  private Wire first(InetAddress[] addresses, int port, Attempt attempt, Duration limit)
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

  private Wire connect(SocketChannel channel, SocketAddress to, Attempt attempt, Duration limit)
      throws IOException {
    boolean connected = false;
    try {
      attempt.carry(channel);
      attempt.enter(Attempt.Phase.CONNECTING, limit);
      deadlines.moved(attempt);
      channel.connect(to);
      Wire wire = ChannelWire.of(channel);
      connected = true;
      return wire;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }
}
