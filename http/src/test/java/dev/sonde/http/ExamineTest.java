package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import dev.sonde.api.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ExamineTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private final Client client = client(ClientTest.DIRECT, Duration.ofMinutes(5));
  private final Client hasty = client(ClientTest.DIRECT, Duration.ofMillis(1));
  private final TestTls tls = TestTls.of("TLSv1.2", "TLSv1.3");

  @AfterEach
  void close() {
    hasty.close();
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void plainServer_isReached_withoutARequest() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          assertThat(peer.in().read()).isNegative();
          hungUp.countDown();
        })) {
      Url url = server.url("/");
      Examined examined = client.examine(url, Route.DIRECT);
      hungUp.await();
      assertThat(examined.good()).isTrue();
      assertThat(examined.seen())
          .containsExactly("address 127.0.0.1", "connected to " + url.host() + " at 127.0.0.1");
    }
  }

  @Test
  void secureServer_isDescribed() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server =
        new TlsServer((peer, _) -> {
          shake(peer);
          try {
            peer.untilClosed();
          } finally {
            hungUp.countDown();
          }
        })) {
      Examined examined = examine(hasty, server.address(), tls);
      assertThat(examined.seen())
          .element(2)
          .asString()
          .startsWith("TLSv1.3, TLS_")
          .doesNotContain("resumed");
      assertThat(examined.seen())
          .contains(
              "own certificate: none was shown",
              "server's certificate: CN=localhost for localhost, 127.0.0.1, 0:0:0:0:0:0:0:1,"
                  + " issued by CN=localhost, valid until 2119-12-08, 33984 days");
      assertThat(examined.good()).isTrue();
      hungUp.await();
    }
  }

  @Test
  void secondVersionOfTls_isNotWaitedFor() throws Exception {
    try (var server = new TlsServer((peer, _) -> peer.untilClosed())) {
      Examined examined = examine(client, server.address(), TestTls.withCertificate("TLSv1.2"));
      assertThat(examined.good()).isTrue();
      assertThat(examined.seen()).element(2).asString().startsWith("TLSv1.2, TLS_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void missingCertificate_isFoundOutWithoutARequest(String version) throws Exception {
    try (var server =
        new TlsServer(
            (peer, _) -> {
              peer.in().read();
              peer.untilClosed();
            },
            socket -> socket.setNeedClientAuth(true))) {
      Examined refused = examine(client, server.address(), TestTls.of(version));
      assertThat(refused.good()).isFalse();
      assertThat(refused.seen().getLast()).contains("TLS to ");
    }
  }

  @Test
  void certificateThatIsShown_isNamed() throws Exception {
    try (var server =
        new TlsServer(
            (peer, _) -> {
              shake(peer);
              peer.untilClosed();
            },
            socket -> socket.setNeedClientAuth(true))) {
      Examined examined = examine(hasty, server.address(), TestTls.withCertificate("TLSv1.3"));
      assertThat(examined.seen()).contains("own certificate: CN=agent 7 was shown");
    }
  }

  @Test
  void serverThatHangsUpAfterTheHandshake_isNotGood() throws Exception {
    try (var server = new TlsServer((peer, _) -> shake(peer))) {
      Examined examined = examine(client, server.address(), TestTls.of("TLSv1.3"));
      assertThat(examined.good()).isFalse();
      assertThat(examined.seen().getLast()).contains("hung up right after the TLS handshake");
    }
  }

  @Test
  void serverThatSpeaksFirst_isNotGood() throws Exception {
    try (var server =
        new TlsServer((peer, _) -> {
          peer.send("220 mail.test ESMTP\r\n");
          peer.untilClosed();
        })) {
      Examined examined = examine(client, server.address(), TestTls.of("TLSv1.3"));
      assertThat(examined.good()).isFalse();
      assertThat(examined.seen().getLast()).contains("speaks before it is asked");
    }
  }

  @Test
  void failures_sayWhatToDo() throws Exception {
    try (var deaf = new DeafPort()) {
      Examined refused = client.examine(deaf.url("/"), Route.DIRECT);
      assertThat(refused.good()).isFalse();
      assertThat(refused.seen())
          .containsExactly(
              "address 127.0.0.1",
              deaf.address() + ": Connection refused; is it running, and is the port right?");
    }
    assertThat(client.examine(Url.parse("http://999.1.1.1/"), Route.DIRECT).seen())
        .containsExactly(
            "999.1.1.1:80: 999.1.1.1 is neither an address nor a name;"
                + " check the host in the URL, and the name service");
    Blocking nameless =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            throw new UnknownHostException("far.test: Name or service not known");
          }
        };
    try (Client asking = client(nameless, Duration.ofMinutes(5))) {
      assertThat(asking.examine(Url.parse("https://far.test/"), tls.route()).seen())
          .containsExactly(
              "far.test:443: far.test: Name or service not known;"
                  + " check the host in the URL, and the name service");
      assertThat(asking.examine(Url.parse("https://far.test/"), Route.DIRECT).seen())
          .containsExactly("far.test:443: https needs TLS, which is not configured here");
    }
  }

  @Test
  void serverThatIsNotTrusted_isNamedOnce() throws Exception {
    TestTls distrusting = TestTls.of(Optional.empty(), TestTls.path("client.pem"), "TLSv1.3");
    try (var server = new TlsServer((peer, _) -> peer.untilClosed())) {
      Examined examined = examine(client, server.address(), distrusting);
      assertThat(examined.good()).isFalse();
      assertThat(examined.seen().getLast())
          .startsWith("TLS to " + server.address() + ": Sonde refuses the server: ");
    }
  }

  @Test
  void addresses_areListed() throws Exception {
    Blocking names =
        new Blocking() {
          @Override
          @SuppressWarnings("unchecked")
          public <T> T call(String what, Duration limit, Callable<T> task) {
            return (T)
                new InetAddress[] {
                  InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1")
                };
          }
        };
    try (var server = new RawServer(RawServer.Talker::untilClosed);
        Client asking = client(names, Duration.ofMinutes(5))) {
      int port = ((Address.Tcp) server.url("/").address()).port();
      Url url = Url.parse("http://both.test:" + port + "/");
      assertThat(asking.examine(url, Route.DIRECT).seen())
          .containsExactly(
              "both.test has the addresses 0:0:0:0:0:0:0:1, 127.0.0.1",
              "connected to both.test:" + port + " at 127.0.0.1");
    }
  }

  @Test
  void proxy_isSeenFirst() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n");
          peer.untilClosed();
        })) {
      Address.Tcp address = (Address.Tcp) server.url("/").address();
      Proxy proxy = new Proxy(address, "me", new Secret("s3cret"));
      Examined plain =
          client.examine(
              Url.parse("http://far.test/"), new Route(Optional.empty(), Optional.of(proxy)));
      assertThat(plain.good()).isTrue();
      assertThat(plain.seen())
          .containsExactly(
              "address 127.0.0.1",
              "connected to the proxy " + address + " at 127.0.0.1",
              "whether the proxy reaches far.test:80 shows when something is sent");
      Examined secure = client.examine(Url.parse("https://far.test/"), tls.by(proxy));
      assertThat(secure.good()).isFalse();
      assertThat(secure.seen().getLast())
          .startsWith("proxy " + address + ": it answered HTTP 407 when asked for far.test:443");
    }
  }

  @Test
  void interruptedThread_examinesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.examine(Url.parse("http://127.0.0.1:1/"), Route.DIRECT))
        .isInstanceOf(InterruptedException.class);
  }

  private static Examined examine(Client by, Address.Tcp address, TestTls tls)
      throws InterruptedException {
    return by.examine(Url.parse("https://" + address), tls.route());
  }

  private static void shake(RawServer.Talker peer) {
    assertThat(((SSLSocket) peer.socket()).getSession().isValid()).isTrue();
  }

  private static Client client(Blocking blocking, Duration secondThoughts) {
    Duration patience = Duration.ofMinutes(5);
    return new Client(
        new ClientLimits(
            patience, patience, patience, patience, patience, patience, 1000, 10, 1000),
        blocking,
        System::nanoTime,
        InstantSource.fixed(NOW),
        secondThoughts);
  }
}
