package dev.sonde.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ListenerTest {
  private static final Address ANY = Address.parse("127.0.0.1:0");
  private static final String GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final Handler DIRECT = r -> Response.text(200, r.direct() ? "direct" : "far");

  private final AtomicLong ticker = new AtomicLong();

  @Test
  void tcp_isServed_withItsRealPort() throws IOException {
    try (Listener listener = open(Limits.DEFAULT, DIRECT);
        Peer peer = Peer.of(listener.address())) {
      assertThat(listener.address().toString()).doesNotEndWith(":0");
      assertThat(peer.exchange(GET, "direct")).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(peer.exchange(GET, "direct")).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(listener.counts().accepted()).isEqualTo(1);
      assertThat(listener.counts().succeeded()).isEqualTo(2);
      assertThat(listener.counts().open()).isEqualTo(1);
    }
  }

  @Test
  void unixSocket_isServed_andItsFileGoesWithTheListener(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a.sock");
    Address address = new Address.Unix(path);
    try (Listener listener = open(address, Limits.DEFAULT, DIRECT);
        Peer peer = Peer.of(listener.address())) {
      assertThat(peer.exchange(GET, "direct")).startsWith("HTTP/1.1 200 OK\r\n");
      assertThatThrownBy(() -> open(address, Limits.DEFAULT, DIRECT))
          .isInstanceOf(BindException.class)
          .hasMessageStartingWith(address.toString());
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void staleUnixSocket_isReplaced_otherFilesAreNot(@TempDir Path folder) throws IOException {
    Path stale = folder.resolve("a.sock");
    try (var server = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(stale).exists();
    try (Listener listener = open(new Address.Unix(stale), Limits.DEFAULT, DIRECT);
        Peer peer = Peer.of(listener.address())) {
      assertThat(peer.exchange(GET, "direct")).contains(" 200 ");
    }
    Path file = Files.writeString(folder.resolve("b"), "keep");
    assertThatThrownBy(() -> open(new Address.Unix(file), Limits.DEFAULT, DIRECT))
        .isInstanceOf(BindException.class);
    assertThat(file).hasContent("keep");
  }

  @Test
  void takenPort_isRefusedByName_andItsHolderIsFound() throws IOException {
    try (Listener listener = open(Limits.DEFAULT, DIRECT)) {
      Address taken = listener.address();
      assertThatThrownBy(() -> open(taken, Limits.DEFAULT, DIRECT))
          .isInstanceOf(BindException.class)
          .hasMessageStartingWith(taken + ": ");
      assertThat(new PortHolder(Path.of("/proc")).find(taken).orElse("unknown (pid 0)"))
          .satisfiesAnyOf(
              holder -> assertThat(holder).endsWith("(pid " + ProcessHandle.current().pid() + ")"),
              holder -> assertThat(Files.exists(Path.of("/proc/self"))).isFalse());
    }
  }

  @Test
  void otherLimits_holdFromTheNextRequestOn() throws IOException {
    String request =
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(3_000) + "\r\n\r\n";
    try (Listener listener = open(Limits.DEFAULT, DIRECT)) {
      try (Peer peer = Peer.of(listener.address())) {
        assertThat(peer.exchange(request, "direct")).contains(" 200 ");
      }
      Limits usual = Limits.DEFAULT;
      listener.limit(
          new Limits(
              usual.connections(),
              usual.requestLine(),
              1_024,
              usual.headerCount(),
              usual.body(),
              usual.head(),
              usual.bodyTime(),
              usual.idle(),
              usual.write(),
              usual.failuresPerSecond(),
              usual.webSockets()));
      try (Peer peer = Peer.of(listener.address())) {
        peer.send(request);
        assertThat(peer.all()).startsWith("HTTP/1.1 431 ");
      }
    }
  }

  @Test
  void unknownHost_isRefusedByName() {
    Address address = Address.parse("name.invalid:80");
    assertThatThrownBy(() -> open(address, Limits.DEFAULT, DIRECT))
        .isInstanceOf(BindException.class)
        .hasMessageStartingWith("name.invalid:80: ");
  }

  @Test
  void connectionsOverTheLimit_get503_untilOneIdles() throws IOException {
    try (Listener listener = open(patient().withConnections(1), DIRECT);
        Peer first = Peer.of(listener.address())) {
      first.exchange(GET, "direct");
      try (Peer second = Peer.of(listener.address())) {
        assertThat(second.all())
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 1")
            .endsWith("}\n");
      }
      assertThat(listener.counts().refused()).isEqualTo(1);
      while (!getAfterTwoSeconds(listener).contains(" 200 ")) {
        Thread.onSpinWait();
      }
      assertThat(first.all()).isEmpty();
      assertThat(listener.counts().evicted()).isEqualTo(1);
    }
  }

  /// The first connection may not know yet that it idles; who is refused may see a reset.
  private String getAfterTwoSeconds(Listener listener) throws IOException {
    ticker.addAndGet(Duration.ofSeconds(2).toNanos());
    try (Peer peer = Peer.of(listener.address())) {
      return peer.exchange(GET, "direct");
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void refusedRequest_isAnsweredBeforeTheConnectionCloses() throws IOException {
    try (Listener listener = open(Limits.DEFAULT.withBody(10), Served::echo);
        Peer peer = Peer.of(listener.address())) {
      peer.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n" + Served.text(50_000));
      peer.sendNoMore();
      assertThat(peer.all()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void waitingClient_isAskedForItsBody() throws IOException {
    try (Listener listener = open(Limits.DEFAULT, Served::echo);
        Peer peer = Peer.of(listener.address())) {
      String head =
          "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
      assertThat(peer.exchange(head, "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(peer.exchange("abc", "POST /a abc")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void close_letsRequestsEnd_andClosesIdleConnections() throws Exception {
    var reached = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Handler slow =
        r -> {
          if (r.path().equals("/slow")) {
            reached.countDown();
            go.await();
          }
          return Response.text(200, "done");
        };
    Listener listener = open(Limits.DEFAULT, slow);
    try (Peer idle = Peer.of(listener.address());
        Peer busy = Peer.of(listener.address())) {
      idle.exchange(GET, "done");
      busy.send(GET.replace("/a", "/slow"));
      reached.await();
      Thread closer = Thread.startVirtualThread(() -> listener.close(Duration.ofMinutes(1)));
      assertThat(idle.all()).isEmpty();
      go.countDown();
      assertThat(busy.all())
          .startsWith("HTTP/1.1 200 ")
          .contains("Connection: close")
          .endsWith("done");
      closer.join();
      assertThat(listener.counts().open()).isZero();
      assertThatThrownBy(() -> Peer.of(listener.address())).isInstanceOf(IOException.class);
    }
    listener.close();
  }

  @Test
  void closeWithoutGrace_interruptsTheHandler() throws Exception {
    var reached = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    Handler stuck =
        _ -> {
          reached.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return Response.empty(204);
        };
    Listener listener = open(Limits.DEFAULT, stuck);
    try (Peer peer = Peer.of(listener.address())) {
      peer.send(GET);
      reached.await();
      listener.close(Duration.ZERO);
      interrupted.await();
      while (listener.counts().open() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void idleConnection_isClosedByTheSweep() throws IOException {
    try (Listener listener = open(Limits.DEFAULT, DIRECT);
        Peer peer = Peer.of(listener.address())) {
      assertThat(peer.exchange(GET, "direct")).contains(" 200 ");
      while (listener.counts().open() > 0) {
        ticker.addAndGet(Duration.ofSeconds(1).toNanos());
        Thread.onSpinWait();
      }
      assertThat(peer.all()).isEmpty();
    }
  }

  @Test
  void halfRequest_isCutByTheSweep() throws IOException {
    try (Listener listener = open(patient(), DIRECT);
        Peer peer = Peer.of(listener.address())) {
      peer.send("GET /a HTTP/1.1\r\nHost");
      while (listener.counts().badRequests() == 0) {
        ticker.addAndGet(Duration.ofMillis(1).toNanos());
        Thread.onSpinWait();
      }
      assertThat(peer.all()).startsWith("HTTP/1.1 408 ");
    }
  }

  private static Limits patient() {
    Limits safe = Limits.DEFAULT;
    return new Limits(
        safe.connections(),
        safe.requestLine(),
        safe.headerBytes(),
        safe.headerCount(),
        safe.body(),
        safe.head(),
        safe.bodyTime(),
        Duration.ofDays(10_000),
        Duration.ofDays(10_000),
        safe.failuresPerSecond(),
        safe.webSockets());
  }

  private Listener open(Limits limits, Handler handler) throws BindException {
    return open(ANY, limits, handler);
  }

  private Listener open(Address address, Limits limits, Handler handler) throws BindException {
    return Listener.open(
        address, limits, Optional.empty(), handler, ticker::get, InstantSource.system());
  }

  private record Peer(SocketChannel channel, InputStream in) implements AutoCloseable {
    static Peer of(Address address) throws IOException {
      SocketChannel channel = SocketChannel.open(address.resolve());
      return new Peer(channel, Channels.newInputStream(channel));
    }

    void send(String text) throws IOException {
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    void sendNoMore() throws IOException {
      channel.shutdownOutput();
    }

    /// Sends, and reads up to `end`.
    String exchange(String request, String end) throws IOException {
      send(request);
      var text = new StringBuilder();
      while (text.indexOf(end) < 0) {
        int c = in.read();
        if (c < 0) {
          return text + " [closed]";
        }
        text.append((char) c);
      }
      return text.toString();
    }

    String all() throws IOException {
      return new String(in.readAllBytes(), US_ASCII);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
