package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ClientTest {
  static final Blocking DIRECT =
      new Blocking() {
        @Override
        public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
          return task.call();
        }
      };

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Client client =
      new Client(ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 1 << 20), DIRECT);

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void listener_isAskedOverOneConnection() throws Exception {
    try (Listener listener =
        Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, Served::echo)) {
      Url url = Url.parse("http://" + listener.address() + "/a?b=c");
      assertThat(client.send(Call.get(url)).text()).isEqualTo("GET /a");
      assertThat(client.send(post(url, "body")).text()).isEqualTo("POST /a body");
      Reply head = client.send(Call.head(url));
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).contains("7");
      assertThat(client.send(post(url, "x".repeat(500_000))).text()).hasSize(500_008);
      assertThat(listener.counts().accepted()).isEqualTo(1);
      assertThat(client.connections()).isEqualTo(1);
    }
  }

  @Test
  void unixSocket_isAsked(@TempDir Path folder) throws Exception {
    Address address = new Address.Unix(folder.resolve("a.sock"));
    try (var _ = Listener.open(address, Limits.DEFAULT, Served::echo)) {
      Url url = Url.parse("http://" + address + ":/x");
      assertThat(client.send(Call.get(url)).text()).isEqualTo("GET /x");
      assertThat(client.send(post(url, "y")).text()).isEqualTo("POST /x y");
    }
  }

  @Test
  void sixthVersion_isAsked() throws Exception {
    try (Listener listener =
        Listener.open(Address.parse("[::1]:0"), Limits.DEFAULT, Served::echo)) {
      assertThat(client.send(Call.get(Url.parse("http://" + listener.address()))).text())
          .isEqualTo("GET /");
    }
  }

  @Test
  void request_saysWhatItMust() throws Exception {
    var heads = Collections.synchronizedList(new ArrayList<String>());
    try (var server =
        new RawServer(peer -> {
          heads.add(peer.head());
          peer.send(OK);
        })) {
      Url url = server.url("/p?q=%20");
      client.send(Call.post(url, "a/b", bytes("")).with(List.of(new Header("X-A", "1"))));
      assertThat(heads)
          .containsExactly(
              "POST /p?q=%20 HTTP/1.1\r\nHost: "
                  + url.host()
                  + "\r\nContent-Type: a/b\r\nX-A: 1\r\nContent-Length: 0\r\n\r\n");
    }
  }

  @Test
  void bodies_areReadHoweverTheyEnd() throws Exception {
    assertThat(answered(OK).text()).isEqualTo("ok");
    assertThat(answered("HTTP/1.1 200\r\nConnection: close\r\n\r\nto the end").text())
        .isEqualTo("to the end");
    assertThat(answered("HTTP/1.0 200 OK\r\n\r\nold").text()).isEqualTo("old");
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(answered(chunked + "2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: 1\r\n\r\n").text())
        .isEqualTo("abc");
    assertThat(answered("HTTP/1.1 204 No Content\r\n\r\n").body()).isEmpty();
    assertThat(answered("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n").body()).isEmpty();
    assertThat(answered("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n").status()).isEqualTo(500);
  }

  @Test
  void interimAnswers_areSkipped_aFewOfThem() throws Exception {
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n";
    assertThat(answered(interim + OK).text()).isEqualTo("ok");
    assertThatThrownBy(() -> answered(interim.repeat(50) + OK)).hasMessageContaining("interim");
    assertThatThrownBy(() -> answered("HTTP/1.1 101 Switching\r\n\r\n"))
        .hasMessageContaining("switches protocols");
  }

  @Test
  void garbage_isRefused() {
    for (String bytes :
        List.of(
            "\0\1\2\3\r\n\r\n",
            "SSH-2.0-OpenSSH_9.6\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 999 OK\r\n\r\n",
            "HTTP/1.1  200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\n\n",
            "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "")) {
      assertThatThrownBy(() -> answered(bytes)).as(bytes).isInstanceOf(IOException.class);
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void endlessHeads_areCut() {
    assertThatThrownBy(() -> endless("HTTP/1.1 200 OK\r\n", "X: 1\r\n"))
        .hasMessageContaining("more than 100 headers");
    assertThatThrownBy(() -> endless("HTTP/1.1 200 OK\r\nX: ", "xxxxxxxx"))
        .hasMessageContaining("longer than 32768 bytes");
    assertThatThrownBy(() -> endless("HTTP/1.1 200 ", "OK")).hasMessageContaining("first line");
  }

  @Test
  void endlessBodies_areCut_andTheirConnectionIsClosed() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (Reply each :
        List.of(
            endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000)),
            endless("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "x".repeat(999)),
            endless(chunked, "8\r\nxxxxxxxx\r\n"))) {
      assertThat(each.status()).isEqualTo(200);
      assertThat(each.body()).hasSize(1 << 20).containsOnly('x');
      assertThat(each.whole()).isFalse();
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void deadConnection_isFoundBeforeItIsUsed() throws Exception {
    try (var server = new RawServer(peer -> peer.answer(OK))) {
      for (int i = 1; i <= 3; i++) {
        assertThat(client.send(post(server.url("/"), "x")).text()).isEqualTo("ok");
        assertThat(server.accepted()).isEqualTo(i);
        awaitHungUp();
      }
    }
  }

  @Test
  void connectionThatDiesWithoutAnAnswer_isTriedAgainOnlyWhenRepeatable() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer(OK);
          peer.head();
          peer.reset();
        })) {
      client.send(Call.get(server.url("/")));
      assertThat(client.send(Call.get(server.url("/"))).text()).isEqualTo("ok");
      assertThat(server.accepted()).isEqualTo(2);
      assertThatThrownBy(() -> client.send(post(server.url("/"), "x")))
          .isInstanceOf(IOException.class);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void freshConnectionThatDies_isNotTriedAgain() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.head();
          peer.reset();
        })) {
      assertThatThrownBy(() -> client.send(Call.get(server.url("/"))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.url("/").host());
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void surplusBytes_endTheConnection() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
          peer.untilClosed();
        })) {
      client.send(Call.get(server.url("/")));
      assertThat(client.send(Call.get(server.url("/"))).text()).isEqualTo("ok");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void answerBeforeTheRequestIsSent_isTaken() throws Exception {
    String tooLarge = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    try (var server =
        new RawServer(peer -> {
          peer.answer(tooLarge);
          peer.untilClosed();
        })) {
      Reply reply = client.send(post(server.url("/"), "x".repeat(50_000_000)));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void interrupt_endsAndClosesAtOnce() throws Exception {
    var reached = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.head();
          reached.countDown();
          peer.untilClosed();
          closed.countDown();
        })) {
      var thrown = new ArrayList<Exception>();
      Thread sender = Thread.ofVirtual().start(() -> thrown.add(failure(server.url("/"))));
      reached.await();
      sender.interrupt();
      sender.join();
      assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
      closed.await();
    }
  }

  @Test
  void interruptedThread_sendsNothing() throws Exception {
    try (var server = new RawServer(peer -> peer.answer(OK))) {
      Thread.currentThread().interrupt();
      assertThat(failure(server.url("/"))).isInstanceOf(InterruptedException.class);
      assertThat(server.accepted()).isZero();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void name_isLookedUpWhereItMayHang() throws Exception {
    var looked = new ArrayList<String>();
    Blocking hanging =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            looked.add(what);
            throw new TimeoutException(what);
          }
        };
    try (var asking =
        new Client(ClientLimits.of(Duration.ofSeconds(1), Duration.ofSeconds(1), 0), hanging)) {
      assertThatThrownBy(() -> asking.send(Call.get(Url.parse("http://sonde.invalid/"))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("name service");
      assertThat(looked).containsExactly("look up sonde.invalid");
    }
  }

  @Test
  void addresses_areTriedInTurn() throws Exception {
    try (Listener listener =
        Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, Served::echo)) {
      Blocking names =
          new Blocking() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T call(String what, Duration limit, Callable<T> task) {
              return (T)
                  new InetAddress[] {
                    InetAddress.ofLiteral("127.9.9.9"), InetAddress.ofLiteral("127.0.0.1")
                  };
            }
          };
      int port = ((Address.Tcp) listener.address()).port();
      try (var asking =
          new Client(ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(2), 99), names)) {
        assertThat(asking.send(Call.get(Url.parse("http://two.test:" + port + "/"))).text())
            .isEqualTo("GET /");
      }
    }
  }

  @Test
  void refusedConnection_isNamed() throws Exception {
    try (var deaf = new DeafPort()) {
      assertThatThrownBy(() -> client.send(Call.get(deaf.url("/"))))
          .isInstanceOf(IOException.class)
          .hasMessage(deaf.address() + ": Connection refused");
    }
  }

  @Test
  void closedClient_sendsNothing() {
    client.close();
    assertThat(failure(Url.parse("http://127.0.0.1:1/"))).hasMessageContaining("closed");
  }

  /// While a name is looked up there is nothing to close yet.
  @Test
  void clientClosedWhileANameIsLookedUp_opensNothing() throws Exception {
    var asking = new AtomicReference<Client>();
    Blocking closing =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            asking.get().close();
            return task.call();
          }
        };
    try (var server = new RawServer(peer -> peer.answer(OK))) {
      asking.set(
          new Client(ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 99), closing));
      int port = ((Address.Tcp) server.url("/").address()).port();
      String url = "http://localhost:" + port + "/";
      assertThatThrownBy(() -> asking.get().send(Call.get(Url.parse(url))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the client is closed");
      assertThat(server.accepted()).isZero();
    }
  }

  private Exception failure(Url url) {
    try {
      client.send(Call.get(url));
      throw new AssertionError("it was answered");
    } catch (IOException | InterruptedException e) {
      return e;
    }
  }

  private Reply answered(String bytes) throws Exception {
    try (var server = new RawServer(peer -> peer.answer(bytes))) {
      return client.send(Call.get(server.url("/")));
    } finally {
      awaitHungUp();
    }
  }

  private Reply endless(String begin, String again) throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer(begin);
          while (true) {
            peer.send(again);
          }
        })) {
      return client.send(Call.get(server.url("/")));
    }
  }

  /// Until the server's end of the kept connection is closed; nothing to do when none is kept.
  private void awaitHungUp() {
    while (client.hungUp() < client.connections()) {
      Thread.onSpinWait();
    }
  }

  private static Call post(Url url, String body) {
    return Call.post(url, "text/plain", bytes(body));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
