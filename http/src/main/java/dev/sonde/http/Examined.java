package dev.sonde.http;

import java.util.List;

/// What a client saw at a server without sending a request.
///
/// @param good is there a connection over which a request could be sent?
/// @param seen one line each for people, in order: the addresses, the proxy, the connection, then
///   TLS version, suite and chain; what failed and what to do comes last
public record Examined(boolean good, List<String> seen) {
  public Examined {
    seen = List.copyOf(seen);
  }
}
