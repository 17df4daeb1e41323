package dev.sonde.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// What fetching pages costs a client, for people to run: `serve BYTES` in one process, then
/// `fetch`, `send`, `raw` or `hang` with the port it prints in another.
final class FetchCost {
  private static final int COUNT = 60_000;
  private static final int MANY = 2_000;
  private static final double TICK = 0.01;

  private FetchCost() {}

  public static void main(String[] arguments) throws Exception {
    int number = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "serve" -> serve(number);
      case "fetch" -> many("fetch", Integer.parseInt(arguments[2]), fetching(number));
      case "send" -> many("send", Integer.parseInt(arguments[2]), sending(number));
      case "raw" -> many("raw", Integer.parseInt(arguments[2]), raw(number));
      case "hang" -> hang(number);
      default -> throw new IllegalArgumentException("serve, fetch, send, raw or hang");
    }
  }

  interface Fetching {
    void run(int times) throws Exception;
  }

  interface Made {
    Fetching one() throws Exception;
  }

  private static void many(String what, int threads, Made made) throws Exception {
    var all = new ArrayList<Fetching>();
    for (int i = 0; i < threads; i++) {
      all.add(made.one());
    }
    for (int round = 0; round < 4; round++) {
      double before = cpu();
      var workers = new ArrayList<Thread>();
      for (Fetching each : all) {
        workers.add(Thread.ofVirtual().start(() -> run(each, COUNT / threads)));
      }
      for (Thread each : workers) {
        each.join();
      }
      double used = cpu() - before;
      System.out.println(
          String.format(
              Locale.ROOT, "%-6s %d at once: %8.0f a CPU-second", what, threads, COUNT / used));
    }
    System.exit(0);
  }

  private static void run(Fetching each, int times) {
    try {
      each.run(times);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Client client() {
    Duration minute = Duration.ofMinutes(1);
    return new Client(ClientLimits.of(minute, minute, 1 << 20), ClientTest.DIRECT);
  }

  private static Made fetching(int port) {
    Client client = client();
    var pool = new BodyPool(16 << 20);
    return () -> {
      var body = new BodyBuffer(1 << 20, pool);
      Url url = Url.parse("http://127.0.0.1:" + port + "/metrics");
      return times -> {
        for (int i = 0; i < times; i++) {
          if (!client.fetch(Call.get(url).with(headers()), body).whole()) {
            throw new IOException("cut");
          }
        }
      };
    };
  }

  private static Made sending(int port) {
    Client client = client();
    return () -> {
      Url url = Url.parse("http://127.0.0.1:" + port + "/metrics");
      return times -> {
        for (int i = 0; i < times; i++) {
          client.send(Call.get(url).with(headers()));
        }
      };
    };
  }

  private static List<Header> headers() {
    return List.of(
        new Header("User-Agent", "Sonde"),
        new Header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"),
        new Header("X-Prometheus-Scrape-Timeout-Seconds", "10"));
  }

  private static Made raw(int port) {
    byte[] request =
        ("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return () -> {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer into = ByteBuffer.allocateDirect(128 << 10);
      return times -> {
        for (int i = 0; i < times; i++) {
          channel.write(ByteBuffer.wrap(request));
          receive(channel, into);
        }
      };
    };
  }

  private static void receive(SocketChannel channel, ByteBuffer into) throws IOException {
    into.clear();
    int total = Integer.MAX_VALUE;
    while (into.position() < total) {
      if (channel.read(into) < 0) {
        throw new IOException("ended");
      }
      if (total == Integer.MAX_VALUE) {
        total = length(into);
      }
    }
  }

  private static int length(ByteBuffer into) {
    String head = StandardCharsets.ISO_8859_1.decode(into.duplicate().flip().limit(100)).toString();
    int from = head.indexOf("Length: ") + 8;
    int end = head.indexOf("\r\n\r\n");
    return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from))) + end + 4;
  }

  /// What each call costs that waits for its answer: needs `ulimit -n 9000`.
  private static void hang(int port) throws Exception {
    try (Client client = client()) {
      var body = new BodyBuffer(1 << 20);
      Url page = Url.parse("http://127.0.0.1:" + port + "/metrics");
      client.fetch(Call.get(page), body);
      long before = settled();
      var reached = new CountDownLatch(MANY);
      Url url = Url.parse("http://127.0.0.1:" + port + "/hang");
      var waiting = new ArrayList<Thread>();
      for (int i = 0; i < MANY; i++) {
        waiting.add(Thread.ofVirtual().start(() -> hang(client, url, reached)));
      }
      reached.await();
      Thread.sleep(3000);
      long after = settled();
      System.out.println((after - before) / MANY + " bytes of heap a call, rss " + rss());
      for (Thread each : waiting) {
        each.interrupt();
      }
      for (Thread each : waiting) {
        each.join();
      }
      System.out.println((settled() - before) / MANY + " bytes of heap a call afterwards");
      System.exit(0);
    }
  }

  private static void hang(Client client, Url url, CountDownLatch reached) {
    var body = new BodyBuffer(1 << 20);
    try {
      reached.countDown();
      client.fetch(Call.get(url).with(headers()), body);
    } catch (IOException | InterruptedException e) {
      body.clear();
    }
  }

  @SuppressWarnings("CallToSystemGC")
  private static long settled() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static String rss() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(each -> each.startsWith("VmRSS"))
        .findFirst()
        .orElse("");
  }

  /// Of this process, in seconds.
  private static double cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
  }

  private static void serve(int size) throws IOException {
    byte[] page =
        ("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: "
                + size
                + "\r\n\r\n"
                + "x".repeat(size))
            .getBytes(StandardCharsets.US_ASCII);
    ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 4096);
    System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
    while (true) {
      SocketChannel peer = server.accept();
      Thread.ofVirtual().start(() -> answer(peer, page));
    }
  }

  private static void answer(SocketChannel peer, byte[] page) {
    try (peer) {
      peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer request = ByteBuffer.allocate(4 << 10);
      while (peer.read(request.clear()) > 0) {
        boolean hangs =
            new String(request.array(), 0, 9, StandardCharsets.US_ASCII).contains("/hang");
        if (!hangs) {
          ByteBuffer all = ByteBuffer.wrap(page);
          while (all.hasRemaining()) {
            peer.write(all);
          }
        }
      }
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
