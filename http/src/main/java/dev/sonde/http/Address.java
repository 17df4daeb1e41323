package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/// Where a listener listens. `toString` gives a text that [#parse] reads back. Immutable.
public sealed interface Address {
  /// A host and a port. An empty host means every interface; port 0 asks the system for a free one.
  record Tcp(String host, int port) implements Address {
    /// @throws IllegalArgumentException for a port outside 0 to 65535
    public Tcp {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
      }
    }

    @Override
    public boolean isLoopback() {
      return Loopback.names(host);
    }

    @Override
    public SocketAddress resolve() throws UnknownHostException {
      return host.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /// A Unix socket: a file that only processes of this machine can open.
  record Unix(Path path) implements Address {
    @Override
    public boolean isLoopback() {
      return true;
    }

    @Override
    public SocketAddress resolve() {
      return UnixDomainSocketAddress.of(path);
    }

    @Override
    public String toString() {
      return AddressParser.UNIX + path;
    }
  }

  /// Can only this machine reach it?
  boolean isLoopback();

  /// What the system binds to. May ask the name service.
  ///
  /// @throws IOException when the host is not known
  SocketAddress resolve() throws IOException;

  /// Reads `127.0.0.1:9100`, `[::1]:9100`, `:9100`, `localhost:0` or `unix:/run/sonde.sock`. Asks
  /// no name service.
  ///
  /// @throws IllegalArgumentException with a message that says what is allowed
  static Address parse(String text) {
    return AddressParser.parse(text);
  }
}
