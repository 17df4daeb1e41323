package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sonde.api.Secret;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Conversation;
import dev.sonde.http.websocket.Frames;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ClientUpgradeTest {
  private final AtomicLong now = new AtomicLong();
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 10),
          ClientTest.DIRECT,
          now::get,
          InstantSource.system(),
          Duration.ofHours(1));

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void listener_isTalkedTo() throws Exception {
    try (Listener listener = listen(UpgradeTest::echo)) {
      try (WebSocket socket = open(Call.get(url(listener)))) {
        socket.send("hello");
        assertThat(socket.next()).isTrue();
        assertThat(socket.message().text()).isEqualTo("hello");
        byte[] bytes = "é".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        socket.send(Kind.BINARY, bytes, 0, bytes.length);
        assertThat(socket.next()).isTrue();
        assertThat(socket.message().kind()).isEqualTo(Kind.BINARY);
        assertThat(socket.message().text()).hasSize(300_000).containsOnlyOnce("é".repeat(300_000));
        socket.ping();
        socket.send("after the ping");
        assertThat(socket.next()).isTrue();
        assertThat(socket.roundTrip()).isPresent();
        assertThat(client.connections()).isEqualTo(1);
      }
      assertThat(client.connections()).isZero();
      assertThat(listener.counts().upgraded()).isEqualTo(1);
    }
  }

  @Test
  void unixSocket_isTalkedTo(@TempDir Path folder) throws Exception {
    var address = new Address.Unix(folder.resolve("a.sock"));
    Handler handler = UpgradeTest.handler(UpgradeTest::echo, UpgradeTerms.USUAL);
    try (var _ = Listener.open(address, Limits.DEFAULT, handler);
        WebSocket socket = open(Call.get(Url.webSocket("ws://" + address + ":/x")))) {
      socket.send("hello");
      assertThat(socket.next()).isTrue();
    }
  }

  @Test
  void tls_isTalkedThrough() throws Exception {
    TestTls tls = TestTls.of("TLSv1.3");
    try (var listener =
            new TlsListener(UpgradeTest.handler(UpgradeTest::echo, UpgradeTerms.USUAL));
        WebSocket socket = open(Call.get(listener.url("/ws")).by(tls.route()))) {
      for (int length : new int[] {0, 1, 1000, 20_000, 200_000}) {
        socket.send("x".repeat(length));
        assertThat(socket.next()).isTrue();
        assertThat(socket.message().length()).isEqualTo(length);
      }
    }
  }

  @Test
  void handshake_saysWhatItMust() throws Exception {
    var heads = Collections.synchronizedList(new ArrayList<String>());
    try (var server =
        new RawServer(peer -> {
          heads.add(peer.head());
          peer.send("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
        })) {
      Call call =
          Call.get(Url.webSocket("ws" + server.url("/p?q").toString().substring(4)))
              .with(List.of(new Header("X-Client-ID", "me")))
              .withSecret(List.of(new Header("X-API-Key", "k")));
      client.upgrade(call, UpgradeTerms.USUAL.speaking(List.of("a", "b")));
      assertThat(heads.getFirst())
          .startsWith("GET /p?q HTTP/1.1\r\nHost: " + server.url("").host() + "\r\n")
          .contains(
              "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
              "\r\nSec-WebSocket-Protocol: a, b\r\nX-Client-ID: me\r\nX-API-Key: k\r\n")
          .containsPattern("\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{21}[AQgw]==\r\n");
    }
  }

  @Test
  void otherAnswers_areHandedOn() throws Exception {
    for (int status : new int[] {200, 301, 401, 403, 404, 426, 429, 503}) {
      String answer = "HTTP/1.1 " + status + " X\r\nRetry-After: 7\r\nLocation: /b\r\n";
      Reply reply = refused(answer + "Content-Length: 5000\r\n\r\n" + "x".repeat(5000));
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.header("Retry-After")).contains("7");
      assertThat(reply.body()).hasSize(1 << 10);
      assertThat(reply.whole()).isFalse();
    }
    assertThat(refused("HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 204 No\r\n\r\n").status())
        .isEqualTo(204);
  }

  @Test
  void badHandshakes_areRefused() throws Exception {
    String good = "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    checkBad(good + "\r\n", "Sec-WebSocket-Accept");
    checkBad(good + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", "Accept");
    checkBad("HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "another protocol");
    checkBad("HTTP/1.1 101 X\r\nUpgrade: websocket\r\n\r\n", "another protocol");
    checkBad(good + "Sec-WebSocket-Accept: $\r\nSec-WebSocket-Extensions: x\r\n\r\n", "extension");
    checkBad(good + "Sec-WebSocket-Accept: $\r\nSec-WebSocket-Protocol: c\r\n\r\n", "subprotocol");
    checkBad("nonsense\r\n\r\n", "HTTP/1.1");
    checkBad("HTTP/1.1 100 X\r\n\r\n".repeat(20), "interim");
    checkBad("", "hung up");
  }

  @Test
  void framesBehindTheAnswer_areRead() throws Exception {
    try (var server =
        new RawServer(peer -> {
          String key = key(peer.head());
          var frames = Frames.bare().text("at once").close(1001, "").bytes();
          peer.send(switched(key) + new String(frames, StandardCharsets.ISO_8859_1));
          peer.untilClosed();
        })) {
      WebSocket socket = open(Call.get(server.url("/")));
      assertThat(socket.next()).isTrue();
      assertThat(socket.message().text()).isEqualTo("at once");
      assertThat(socket.next()).isFalse();
      assertThat(socket.ended()).contains(new CloseStatus(1001, ""));
      socket.close();
    }
  }

  @Test
  void maskedFrames_ofAServer_areRefused() throws Exception {
    var answers = Collections.synchronizedList(new ArrayList<String>());
    var done = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          String key = key(peer.head());
          var frames = Frames.masked().text("masked").bytes();
          peer.send(switched(key) + new String(frames, StandardCharsets.ISO_8859_1));
          answers.addAll(Frames.words(peer.in().readAllBytes()));
          done.countDown();
        })) {
      try (WebSocket socket = open(Call.get(server.url("/")))) {
        assertThat(socket.next()).isFalse();
      }
      done.await();
      assertThat(answers).containsExactly("8:1002 a server's frame has a mask");
    }
  }

  @Test
  void handshake_hasADeadline() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.head();
          asked.countDown();
          release.await();
        })) {
      Call call = Call.get(server.url("/")).within(Duration.ofSeconds(3));
      var failed = new ArrayList<Throwable>();
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> failed.add(catchThrowable(() -> client.upgrade(call, UpgradeTerms.USUAL))));
      asked.await();
      while (asking.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      while (asking.isAlive()) {
        now.addAndGet(Duration.ofMillis(10).toNanos());
        client.sweep();
      }
      assertThat(failed.getFirst())
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("no answer came within");
      release.countDown();
    }
  }

  @Test
  void silentServer_isPinged_thenGivenUp() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.send(switched(key(peer.head())));
          peer.untilClosed();
        })) {
      WebSocket socket = open(Call.get(server.url("/")));
      Thread reading = Thread.ofVirtual().start(() -> read(socket));
      while (reading.isAlive()) {
        now.addAndGet(Duration.ofMillis(100).toNanos());
        client.sweep();
        Thread.onSpinWait();
      }
      assertThat(socket.ended().orElseThrow().code())
          .as("given up, or not even taking a ping")
          .isIn(CloseStatus.POLICY, CloseStatus.ABNORMAL);
      socket.close();
    }
  }

  @Test
  void close_fromAnotherThread_endsReading() throws Exception {
    try (Listener listener = listen(UpgradeTest::echo)) {
      WebSocket socket = open(Call.get(url(listener)));
      Thread reading = Thread.ofVirtual().start(() -> read(socket));
      socket.close();
      reading.join();
      assertThat(socket.ended()).contains(new CloseStatus(1000, ""));
    }
  }

  @Test
  void clientThatCloses_dropsItsSockets() throws Exception {
    try (Listener listener = listen(UpgradeTest::echo)) {
      WebSocket socket = open(Call.get(url(listener)));
      client.close();
      assertThat(socket.next()).isFalse();
      assertThat(socket.ended().orElseThrow().code()).isEqualTo(CloseStatus.ABNORMAL);
    }
  }

  @Test
  void proxy_isGoneThroughByConnect_alsoWithoutTls() throws Exception {
    var heads = Collections.synchronizedList(new ArrayList<String>());
    try (Listener listener = listen(UpgradeTest::echo);
        var proxy =
            new RawServer(peer -> {
              heads.add(peer.head());
              peer.send("HTTP/1.1 200 Connected\r\n\r\n");
              relay(peer, listener);
            })) {
      var by = new Proxy((Address.Tcp) proxy.url("").address(), "me", new Secret("s3cret"));
      Call call = Call.get(url(listener)).by(new Route(Optional.empty(), Optional.of(by)));
      try (WebSocket socket = open(call)) {
        socket.send("through");
        assertThat(socket.next()).isTrue();
      }
      assertThat(heads.getFirst())
          .startsWith("CONNECT " + listener.address() + " HTTP/1.1\r\n")
          .contains("Proxy-Authorization: Basic bWU6czNjcmV0");
    }
  }

  @Test
  void urls_areReadWithTheirSchemes() {
    assertThat(Url.webSocket("ws://a/b?c")).isEqualTo(Url.parse("http://a/b?c"));
    assertThat(Url.webSocket("WSS://a:1/")).isEqualTo(Url.parse("https://a:1/"));
    assertThatThrownBy(() -> Url.webSocket("http://a/")).hasMessageContaining("ws[s]://");
    assertThatThrownBy(() -> Url.parse("ws://a/")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void relay(RawServer.Talker peer, Listener to) throws Exception {
    try (var far =
        new Socket(InetAddress.getLoopbackAddress(), ((Address.Tcp) to.address()).port())) {
      Thread back =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  far.getInputStream().transferTo(peer.socket().getOutputStream());
                } catch (IOException gone) {
                  // one of the two has hung up
                }
              });
      peer.in().transferTo(far.getOutputStream());
      far.shutdownOutput();
      back.join();
    }
  }

  private static void read(WebSocket socket) {
    try {
      while (socket.next()) {}
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(String head) {
    int from = head.indexOf("Sec-WebSocket-Key: ") + 19;
    return head.substring(from, head.indexOf("\r\n", from));
  }

  private static String switched(String key) {
    return "HTTP/1.1 101 X\r\nUpgrade: WebSocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "
        + AcceptKey.answer(key)
        + "\r\n\r\n";
  }

  private Reply refused(String answer) throws Exception {
    try (var server = new RawServer(peer -> peer.answer(answer))) {
      return switch (client.upgrade(Call.get(server.url("/")), UpgradeTerms.USUAL)) {
        case UpgradeAnswer.Refused(Reply reply) -> reply;
        case UpgradeAnswer.Open _ -> throw new AssertionError("it is open");
      };
    }
  }

  private void checkBad(String answer, String why) throws Exception {
    try (var server =
        new RawServer(peer -> {
          String key = key(peer.head());
          peer.send(answer.replace("$", AcceptKey.answer(key)));
        })) {
      assertThatThrownBy(() -> client.upgrade(Call.get(server.url("/")), UpgradeTerms.USUAL))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.url("").host())
          .hasMessageContaining(why);
    }
  }

  private WebSocket open(Call call) throws Exception {
    return switch (client.upgrade(call, UpgradeTerms.USUAL)) {
      case UpgradeAnswer.Open(WebSocket socket, HeaderLines _) -> socket;
      case UpgradeAnswer.Refused refused -> throw refused.failure();
    };
  }

  private static Url url(Listener listener) {
    return Url.webSocket("ws://" + listener.address() + "/ws");
  }

  private static Listener listen(Conversation conversation) throws IOException {
    return Listener.open(
        Address.parse("127.0.0.1:0"),
        Limits.DEFAULT,
        UpgradeTest.handler(conversation, UpgradeTerms.USUAL));
  }
}
