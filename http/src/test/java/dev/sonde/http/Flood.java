package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Opens many connections, sends nothing, holds them until its standard input ends. A process of
/// its own, since each end of a connection takes a file handle.
final class Flood {
  private Flood() {}

  public static void main(String[] arguments) throws IOException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    List<SocketChannel> open = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      open.add(SocketChannel.open(address));
    }
    System.out.println(open.size());
    int end = System.in.read();
    System.exit(end < 0 ? 0 : 1);
  }
}
