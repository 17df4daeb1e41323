package dev.sonde.app;

import dev.sonde.http.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where the Sonde of this machine is asked.
final class Here {
  private Here() {}

  /// What stands before a path: `http://127.0.0.1:9100`. An address that means every interface is
  /// asked at this machine's own.
  static String url(Address address) throws IOException {
    if (address.resolve() instanceof InetSocketAddress tcp && everywhere(tcp)) {
      String here = InetAddress.getLoopbackAddress().getHostAddress();
      return url(new Address.Tcp(here, tcp.getPort()));
    }
    return "http://" + address + (address instanceof Address.Unix ? ":" : "");
  }

  private static boolean everywhere(InetSocketAddress address) {
    return !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
  }
}
