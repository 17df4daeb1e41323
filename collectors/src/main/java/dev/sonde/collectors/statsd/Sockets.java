package dev.sonde.collectors.statsd;

import dev.sonde.http.Address;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;

/// What is listened on: packets and connections, at one port.
///
/// @param connections not bound where nobody wants them
record Sockets(ServerSocket connections, DatagramChannel packets) implements Closeable {
  /// The port that the system chose for TCP may be taken for UDP.
  private static final int MOST_CHOICES = 100;

  /// @throws BindException when somebody else listens there, in words for people
  static Sockets open(Address.Tcp address, boolean tcp) throws IOException {
    int choices = tcp && address.port() == 0 ? MOST_CHOICES : 1;
    while (true) {
      ServerSocket connections = tcp ? listen(address) : new ServerSocket();
      boolean open = false;
      try {
        var sockets = new Sockets(connections, packets(address, connections));
        open = true;
        return sockets;
      } catch (BindException taken) {
        choices--;
        if (choices == 0) {
          throw taken;
        }
      } finally {
        if (!open) {
          connections.close();
        }
      }
    }
  }

  int port() {
    return packets.socket().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try (connections) {
      packets.close();
    }
  }

  private static ServerSocket listen(Address.Tcp address) throws IOException {
    var server = new ServerSocket();
    boolean open = false;
    try {
      server.setReuseAddress(true);
      server.bind(address.resolve());
      open = true;
      return server;
    } catch (SocketException refused) {
      throw unavailable(address, refused);
    } finally {
      if (!open) {
        server.close();
      }
    }
  }

  /// Where the system chose a port for TCP, UDP gets the same.
  private static DatagramChannel packets(Address.Tcp address, ServerSocket server)
      throws IOException {
    int port = server.isBound() ? server.getLocalPort() : address.port();
    DatagramChannel channel = DatagramChannel.open();
    boolean open = false;
    try {
      channel.bind(new Address.Tcp(address.host(), port).resolve());
      open = true;
      return channel;
    } catch (SocketException refused) {
      throw unavailable(address, refused);
    } finally {
      if (!open) {
        channel.close();
      }
    }
  }

  private static BindException unavailable(Address.Tcp address, SocketException refused) {
    var explained =
        new BindException("can't listen on " + address + " for StatsD: " + refused.getMessage());
    explained.initCause(refused);
    return explained;
  }
}
