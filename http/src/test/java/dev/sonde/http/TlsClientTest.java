package dev.sonde.http;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class TlsClientTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 8 << 20),
          ClientTest.DIRECT);
  private final TestTls tls = TestTls.of("TLSv1.2", "TLSv1.3");

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void requests_shareOneConnection(String version) throws Exception {
    TestTls only = TestTls.of(version);
    var spoken = new ArrayList<String>();
    try (var server =
        new TlsServer(
            (peer, _) -> {
              peer.answer(OK);
              SSLSocket socket = (SSLSocket) peer.socket();
              spoken.add(socket.getSession().getProtocol() + " " + socket.getApplicationProtocol());
              peer.answer(OK);
              peer.answer(OK);
              peer.untilClosed();
            },
            TlsClientTest::wantHttp)) {
      for (int i = 0; i < 3; i++) {
        assertThat(send(Call.get(server.url("/")), only).text()).isEqualTo("ok");
      }
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(spoken).containsExactly(version + " http/1.1");
    }
  }

  @Test
  void bodies_arriveWhole_overBothSidesOfTheWire() throws Exception {
    try (var server = new TlsListener(Served::echo)) {
      for (int length : new int[] {0, 1, 16_383, 16_384, 16_385, 100_000, 3_000_000}) {
        String body = Served.text(length);
        Reply reply = send(post(server.url("/x"), body), tls);
        assertThat(reply.text()).isEqualTo(("POST /x " + body).strip());
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void answerBeforeTheRequestIsSent_isTaken() throws Exception {
    String tooLarge = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    try (var server =
        new TlsServer((peer, _) -> {
          peer.answer(tooLarge);
          peer.untilClosed();
        })) {
      Reply reply = send(post(server.url("/"), "x".repeat(50_000_000)), tls);
      assertThat(reply.status()).isEqualTo(413);
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void connectionThatTheServerEnded_isNotUsedAgain() throws Exception {
    try (var server = new TlsServer((peer, _) -> peer.answer(OK))) {
      for (int i = 1; i <= 3; i++) {
        assertThat(send(post(server.url("/"), "x"), tls).text()).isEqualTo("ok");
        assertThat(server.accepted()).isEqualTo(i);
        while (client.hungUp() < client.connections()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void serverThatSpeaksUnasked_isNotHeard() throws Exception {
    var spoken = new CountDownLatch(1);
    try (var server =
        new TlsServer((peer, _) -> {
          peer.answer(OK);
          spoken.await();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
          peer.untilClosed();
        })) {
      send(Call.get(server.url("/")), tls);
      spoken.countDown();
      while (client.hungUp() == 0) {
        Thread.onSpinWait();
      }
      send(Call.get(server.url("/")), tls);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void bodyUntilTheEnd_isWholeOnlyWhenTlsSaysSo() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\n\r\nto the end";
    try (var server = new TlsServer((peer, _) -> peer.answer(endless))) {
      assertThat(send(Call.get(server.url("/")), tls).text()).isEqualTo("to the end");
    }
    try (var server =
        new TlsServer((peer, raw) -> {
          peer.answer(endless);
          raw.socket().close();
        })) {
      assertThatThrownBy(() -> send(Call.get(server.url("/")), tls))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("without ending TLS");
    }
  }

  @Test
  void newKeys_areTaken() throws Exception {
    TestTls third = TestTls.of("TLSv1.3");
    var asked = new CountDownLatch(2);
    try (var server =
        new TlsServer((peer, _) -> {
          for (int i = 0; i < 3; i++) {
            peer.answer(OK);
            ((SSLSocket) peer.socket()).startHandshake();
            asked.countDown();
          }
          peer.untilClosed();
        })) {
      send(Call.get(server.url("/")), third);
      send(Call.get(server.url("/")), third);
      asked.await();
      assertThat(send(post(server.url("/"), ""), third).text()).isEqualTo("ok");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void anotherHandshake_isRefused() throws Exception {
    try (var server =
        new TlsServer((peer, _) -> {
          peer.head();
          ((SSLSocket) peer.socket()).startHandshake();
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> send(Call.get(server.url("/")), TestTls.of("TLSv1.2")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another TLS handshake");
    }
  }

  @Test
  void connectionOfOlderCertificates_isNotUsedAgain(@TempDir Path folder) throws Exception {
    Path trusted = Files.copy(TestTls.path("server.pem"), folder.resolve("ca.pem"));
    TestTls watched = TestTls.of(Optional.empty(), trusted, "TLSv1.2", "TLSv1.3");
    try (var server = new TlsListener(Served::echo)) {
      send(Call.get(server.url("/")), watched);
      Files.writeString(trusted, Files.readString(TestTls.path("client.pem")), APPEND);
      watched.time().pass(Duration.ofMinutes(1));
      send(Call.get(server.url("/")), watched);
      send(Call.get(server.url("/")), watched);
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(client.connections()).isEqualTo(1);
    }
  }

  @Test
  void https_isRefusedWithoutTls() {
    Call call = Call.get(Url.parse("https://127.0.0.1:1/"));
    assertThatThrownBy(() -> client.send(call))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("https needs TLS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void refusedCertificate_isExplained(String version) throws Exception {
    try (var server =
        new TlsServer((peer, _) -> peer.answer(OK), socket -> socket.setNeedClientAuth(true))) {
      assertThatThrownBy(() -> send(Call.get(server.url("/")), TestTls.of(version)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("set cert_file and key_file");
      assertThat(send(Call.get(server.url("/")), TestTls.withCertificate(version)).text())
          .isEqualTo("ok");
    }
  }

  @Test
  void refusedCertificate_isExplained_whenTheBodyIsStillBeingSent() throws Exception {
    try (var server =
        new TlsServer((peer, _) -> peer.answer(OK), socket -> socket.setNeedClientAuth(true))) {
      Call large = post(server.url("/"), "x".repeat(50_000_000));
      assertThatThrownBy(() -> send(large, TestTls.of("TLSv1.3")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("set cert_file and key_file");
    }
  }

  @Test
  void serverThatIsNotTrusted_isRefused() throws Exception {
    TestTls distrusting = TestTls.of(Optional.empty(), TestTls.path("client.pem"), "TLSv1.3");
    try (var server = new TlsServer((peer, _) -> peer.answer(OK))) {
      assertThatThrownBy(() -> send(Call.get(server.url("/")), distrusting))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("TLS to " + server.address() + ": Sonde refuses the server: ");
    }
  }

  @Test
  void closing_saysGoodbye() throws Exception {
    var ended = new CountDownLatch(1);
    try (var server =
        new TlsServer((peer, _) -> {
          peer.answer(OK);
          peer.untilClosed();
          ended.countDown();
        })) {
      send(Call.get(server.url("/")), tls);
      client.close();
      ended.await();
    }
  }

  @Test
  void closing_endsReadersAndWriters() throws Exception {
    var reached = new CountDownLatch(2);
    var over = new CountDownLatch(1);
    try (var server =
        new TlsServer((peer, _) -> {
          peer.head();
          reached.countDown();
          over.await();
        })) {
      var reader = new Failing(() -> send(Call.get(server.url("/")), tls));
      var writer = new Failing(() -> send(post(server.url("/"), "x".repeat(50_000_000)), tls));
      reached.await();
      client.close();
      assertThat(reader.failure()).isInstanceOf(IOException.class);
      assertThat(writer.failure()).isInstanceOf(IOException.class);
    } finally {
      over.countDown();
    }
  }

  @Test
  void interrupt_endsTheHandshake() throws Exception {
    var reached = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.in().read();
          reached.countDown();
          peer.untilClosed();
        })) {
      Call call = Call.get(Url.parse("https://" + server.url("/").host() + "/"));
      var sender = new Failing(() -> send(call, tls));
      reached.await();
      sender.interrupt();
      assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void cheapestSuite_isOfferedFirst() throws Exception {
    var spoken = new ArrayList<String>();
    try (var server =
        new TlsServer(
            (peer, _) -> {
              peer.head();
              spoken.add(((SSLSocket) peer.socket()).getSession().getCipherSuite());
              peer.send(OK);
            },
            socket -> {
              SSLParameters parameters = socket.getSSLParameters();
              parameters.setUseCipherSuitesOrder(false);
              socket.setSSLParameters(parameters);
            })) {
      send(Call.get(server.url("/")), tls);
      assertThat(spoken).containsExactly("TLS_CHACHA20_POLY1305_SHA256");
    }
  }

  private static void wantHttp(SSLSocket socket) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    socket.setSSLParameters(parameters);
  }

  private Reply send(Call call, TestTls by) throws IOException, InterruptedException {
    return client.send(call.by(by.route()));
  }

  private static Call post(Url url, String body) {
    ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.US_ASCII));
    return Call.post(url, "text/plain", bytes);
  }

  /// Something that should fail, on a thread of its own.
  private static final class Failing {
    private final ArrayList<Exception> failures = new ArrayList<>();
    private final Thread thread;

    Failing(java.util.concurrent.Callable<?> work) {
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.call();
                } catch (Exception e) {
                  failures.add(e);
                }
              });
    }

    void interrupt() {
      thread.interrupt();
    }

    Optional<Exception> outcome() throws InterruptedException {
      thread.join();
      return failures.stream().findFirst();
    }

    Exception failure() throws InterruptedException {
      return outcome().orElseThrow();
    }
  }
}
