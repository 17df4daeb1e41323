package dev.sonde.http;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/// What messages cost over loopback, both ends together: CPU, and bytes of garbage. Run by hand,
/// with the launcher's flags.
final class SocketCost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private SocketCost() {}

  public static void main(String[] arguments) throws Exception {
    var limits = ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20);
    Handler handler = UpgradeTest.handler(SocketCost::countOrEcho, UpgradeTerms.USUAL);
    try (Listener listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, handler);
        Client client = new Client(limits, ClientTest.DIRECT)) {
      Call call = Call.get(Url.webSocket("ws://" + listener.address() + "/"));
      for (int length : new int[] {100, 1_000, 10_000, 100_000}) {
        measure(client, call, length);
      }
    }
  }

  private static void measure(Client client, Call call, int length) throws Exception {
    if (!(client.upgrade(call, UpgradeTerms.USUAL)
        instanceof UpgradeAnswer.Open(WebSocket socket, HeaderLines _))) {
      throw new IOException("it is not open");
    }
    byte[] bytes = new byte[length];
    int count = Math.min(200_000, 500_000_000 / length);
    try (socket) {
      stream(socket, bytes, count);
      print("one way", length, count, () -> stream(socket, bytes, count));
      int rounds = Math.min(10_000, count);
      echo(socket, bytes, rounds);
      print("there and back", length, rounds, () -> echo(socket, bytes, rounds));
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void print(String what, int length, int count, Work work)
      throws IOException, InterruptedException {
    long allocated = THREADS.getTotalThreadAllocatedBytes();
    long began = PROCESS.getProcessCpuTime();
    work.run();
    double seconds = (PROCESS.getProcessCpuTime() - began) / 1e9;
    double garbage = (THREADS.getTotalThreadAllocatedBytes() - allocated) / (double) count;
    System.out.printf(
        Locale.ROOT,
        "%-14s %7d bytes: %9.0f a CPU-second, %6.1f bytes of garbage each%n",
        what,
        length,
        count / seconds,
        garbage);
  }

  /// Many one way; an answer to the last, which is text.
  private static void stream(WebSocket socket, byte[] bytes, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count - 1; i++) {
      socket.send(Kind.BINARY, bytes, 0, bytes.length);
    }
    socket.send(Kind.TEXT, bytes, 0, bytes.length);
    socket.next();
  }

  private static void echo(WebSocket socket, byte[] bytes, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      socket.send(Kind.TEXT, bytes, 0, bytes.length);
      socket.next();
    }
  }

  private static void countOrEcho(WebSocket socket) throws IOException, InterruptedException {
    Message message = socket.message();
    while (socket.next()) {
      if (message.kind() == Kind.TEXT) {
        socket.send(message.kind(), message.bytes(), message.from(), message.length());
      }
    }
  }
}
