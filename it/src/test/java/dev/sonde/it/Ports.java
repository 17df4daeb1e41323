package dev.sonde.it;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Ports of the loopback interface for programs that have to be told one.
///
/// # Implementation notes
///
/// A port that was free a moment ago may be somebody's by now: the system gives it to whoever
/// connects anywhere. So each stays bound here until this process ends, by a socket that never
/// listens. A server that is to have the port can bind it all the same, as both say `SO_REUSEADDR`,
/// which every server does; the system gives it to nobody, and until a server comes whoever
/// connects is refused.
public final class Ports {
  private static final Collection<Socket> HELD = new ConcurrentLinkedQueue<>();
  private static final int ASKED_FOR = 10_000;
  private static final int LAST_ASKED_FOR = 32_000;
  private static final int MANY = 1_000;

  private Ports() {}

  /// One that nobody listens at, and that nobody gets by chance.
  public static int free() throws IOException {
    var socket = new Socket();
    HELD.add(socket);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket.getLocalPort();
  }

  /// One that can be had for datagrams, too. Nobody may hold such a port for another, so it is one
  /// of those that the system gives to nobody who does not ask for it.
  public static int freeForDatagrams() throws IOException {
    var here = InetAddress.getLoopbackAddress();
    for (int port : new Random().ints(ASKED_FOR, LAST_ASKED_FOR).limit(MANY).toArray()) {
      try (var _ = new DatagramSocket(port, here);
          var _ = new ServerSocket(port, 1, here)) {
        return port;
      } catch (BindException _) {
        // somebody's; the next one
      }
    }
    throw new IOException("no port is free");
  }
}
