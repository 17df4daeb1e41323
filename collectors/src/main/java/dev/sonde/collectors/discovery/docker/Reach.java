package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.container.engine.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How the containers of an engine are reached from here.
///
/// @param published only by the ports that they publish?
/// @param host where published ports, and ports of the machine's own network, are
record Reach(boolean published, String host) {
  private static final int ROOT = 0;

  /// @param wish what somebody said about `published`; without it, an engine elsewhere and one that
  ///   is not root's have networks that are not this machine's
  /// @param host for engines on this machine
  static Reach of(Endpoint endpoint, Optional<Boolean> wish, String host) {
    boolean foreign =
        endpoint.host().isPresent() || endpoint.socket().filter(each -> !isRoots(each)).isPresent();
    return new Reach(wish.orElse(foreign), endpoint.host().orElse(host));
  }

  /// Where a published port is. One on all addresses is on that host too.
  String published(Listed.Port port) {
    boolean all = port.ip().isEmpty() || port.ip().equals("0.0.0.0") || port.ip().equals("::");
    return all ? host : port.ip();
  }

  private static boolean isRoots(Path socket) {
    try {
      return Files.getAttribute(socket, "unix:uid") instanceof Integer owner && owner == ROOT;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return true;
    }
  }
}
