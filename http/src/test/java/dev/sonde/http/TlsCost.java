package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// What TLS costs a client, for people to run: `serve` in one process, then `post` or `idle` with
/// the two ports it prints in another.
final class TlsCost {
  private static final int MANY = 1000;
  private static final int POSTS = 3000;

  private TlsCost() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "serve" -> serve();
      case "post" -> post(arguments[1], arguments[2]);
      case "idle" -> idle(Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException("serve, post or idle");
    }
  }

  private static void serve() throws Exception {
    Limits limits = Limits.DEFAULT.withConnections(2 * MANY);
    Listener plain = Listener.open(Address.parse("127.0.0.1:0"), limits, TlsCost::swallow);
    var secure = new TlsListener(TlsCost::swallow, limits);
    System.out.println(((Address.Tcp) plain.address()).port() + " " + secure.port());
    Thread.currentThread().join();
  }

  private static Response swallow(Request request) throws IOException {
    request.body().readAllBytes();
    return Response.empty(204);
  }

  private static void post(String plain, String secure) throws Exception {
    Duration minute = Duration.ofMinutes(1);
    var body = ByteBuffer.wrap(new byte[100_000]);
    Route route = TestTls.of("TLSv1.3").route();
    try (Client client = new Client(ClientLimits.of(minute, minute, 1000), ClientTest.DIRECT)) {
      Url http = Url.parse("http://127.0.0.1:" + plain + "/");
      Url https = Url.parse("https://127.0.0.1:" + secure + "/");
      for (int i = 0; i < 4; i++) {
        print("plain", client, Call.post(http, "a/b", body));
        print("TLS", client, Call.post(https, "a/b", body).by(route));
      }
    }
  }

  private static void print(String what, Client client, Call call) throws Exception {
    long before = cpu();
    for (int i = 0; i < POSTS; i++) {
      client.send(call);
    }
    double each = (cpu() - before) / 1000.0 / POSTS;
    System.out.println(String.format(Locale.ROOT, "%-6s %8.1f us of CPU a POST", what, each));
  }

  /// Of this thread, in nanoseconds.
  private static long cpu() throws IOException {
    String text = Files.readString(Path.of("/proc/thread-self/schedstat"));
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  private static void idle(int port) throws Exception {
    TestTls tls = TestTls.of("TLSv1.3");
    List<Object> kept = new ArrayList<>();
    var buffers = new TlsBuffers();
    SSLSocketFactory sockets = TestTls.clientContext().getSocketFactory();
    kept.add(engine(tls, port, buffers));
    kept.add(socket(sockets, port));
    long[] begin = memory();
    for (int i = 0; i < MANY; i++) {
      kept.add(engine(tls, port, buffers));
    }
    long[] engines = memory();
    for (int i = 0; i < MANY; i++) {
      kept.add(socket(sockets, port));
    }
    long[] both = memory();
    print("TlsWire", begin, engines);
    print("SSLSocket", engines, both);
    System.out.println(kept.size() + " connections, " + buffers.kept() + " buffers kept");
  }

  private static void print(String what, long[] from, long[] to) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-10s %6d B of heap, %6d B of RSS a connection",
            what,
            (to[0] - from[0]) / MANY,
            (to[1] - from[1]) / MANY));
  }

  private static TlsWire engine(TestTls tls, int port, TlsBuffers buffers) throws Exception {
    var channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var wire =
        new TlsWire(
            ChannelWire.of(channel), tls.tls().connection("localhost", port).engine(), buffers);
    wire.shake();
    wire.out().write(request());
    while (wire.in().read(new byte[4096]) == 4096) {}
    return wire;
  }

  private static SSLSocket socket(SSLSocketFactory sockets, int port) throws Exception {
    var socket = (SSLSocket) sockets.createSocket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.getOutputStream().write(request());
    while (socket.getInputStream().read(new byte[4096]) == 4096) {}
    return socket;
  }

  private static byte[] request() {
    return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  private static long[] memory() throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(200);
    }
    Runtime runtime = Runtime.getRuntime();
    long rss =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElseThrow();
    return new long[] {runtime.totalMemory() - runtime.freeMemory(), rss};
  }
}
