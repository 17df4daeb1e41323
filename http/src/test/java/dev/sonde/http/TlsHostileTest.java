package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that speak TLS badly, or not at all.
@Timeout(600)
class TlsHostileTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicLong now = new AtomicLong();
  private final Client client = client(Duration.ofSeconds(5), Duration.ofSeconds(20));
  private final TestTls tls = TestTls.of("TLSv1.2", "TLSv1.3");

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void silentServer_isCutAtTheHandshakeDeadline() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.in().read();
          pass(5);
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> send(client, server))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage(server.url("/").host() + ": the TLS handshake did not end within 5000 ms");
    }
  }

  @Test
  void handshakeByTheByte_isCutAtTheHandshakeDeadline() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.in().read();
          peer.send("\u0016\u0003\u0003@\u0000\u0002\u0000@\u0000\u0003\u0003");
          for (int i = 0; i < 5; i++) {
            peer.send("x");
            pass(1);
          }
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> send(client, server))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("the TLS handshake did not end");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "\u0016\u0003\u0003\u00ff\u00ff",
        "\u0016\u0003\u0003H\u0001",
        "\u0015\u0003\u0003\u0000\u0002\u0002(",
        "\u0015\u0003\u0003\u0000\u0002\u0001\u0000",
        "\u0017\u0003\u0003\u0000\u0005hello",
        "\u0016\u0003\u0003\u0000\u0004\u0000\u0000\u0000\u0000",
        "\u0016\u0003\u0003\u0000\u0004\u0002\u00ff\u00ff\u00ff",
        "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
        "\u0016",
        ""
      })
  void garbage_isExplained(String bytes) throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.in().read();
          peer.send(bytes);
          peer.socket().shutdownOutput();
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> send(client, server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("TLS to ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0003\u0000\u0000",
        "\u0014\u0003\u0003\u0000\u0001\u0001",
        "\u0015\u0003\u0003\u0000\u0002\u0001Z",
        "\u0017\u0003\u0003\u0000\u0000"
      })
  void endlessRecords_endInAnError(String record) throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.in().read();
          while (true) {
            peer.send(record.repeat(100));
          }
        })) {
      assertThatThrownBy(() -> send(client, server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("TLS to ");
    }
  }

  @Test
  void recordsWithoutEndAfterTheHandshake_areCutAtTheDeadline() throws Exception {
    try (var server =
        new TlsServer((peer, _) -> {
          peer.head();
          while (true) {
            peer.socket().getOutputStream().write(new byte[0]);
            peer.send("HTTP/1.1 100 Continue\r\nX: " + "x".repeat(900));
            pass(1);
          }
        })) {
      assertThatThrownBy(() -> client.send(Call.get(server.url("/")).by(tls.route())))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void flippedBytes_giveAnErrorAndNeverAnotherAnswer(String version) throws Exception {
    var random = new Random(7);
    try (var server = new TlsServer((peer, _) -> peer.answer(OK))) {
      for (int at = 0; at < 1600; at += 1 + random.nextInt(80)) {
        int flipped = at;
        int mask = 1 << random.nextInt(8);
        try (var relay = new RawServer(peer -> relay(peer, server.address(), flipped, mask));
            Client brief = client(Duration.ofSeconds(5), Duration.ofSeconds(20))) {
          assertThat(answer(brief, relay, TestTls.of(version))).isIn("ok", "failed");
        }
      }
    }
  }

  @Test
  void refusalInTheMiddleOfTheHandshake_isHeard() throws Exception {
    TestTls older = TestTls.of("TLSv1.2");
    try (var server = new RawServer(TlsHostileTest::refuse)) {
      Url url = Url.parse("https://" + server.url("/").host() + "/");
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> client.send(Call.get(url).by(older.route())))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("the server refuses: Sonde's certificate is valid, but");
      }
    }
  }

  /// Says hello, does not wait for what the client says to that, says `access_denied`, and is gone.
  private static void refuse(RawServer.Talker peer) throws IOException {
    SSLEngine engine = TestTls.serverContext().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    engine.unwrap(ByteBuffer.wrap(record(peer.in())), ByteBuffer.allocate(TlsBuffers.SIZE));
    TlsWire.runTasks(engine);
    ByteBuffer flight = ByteBuffer.allocate(4 * TlsBuffers.SIZE);
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), flight);
    }
    flight.put(new byte[] {21, 3, 3, 0, 2, 2, 49});
    peer.socket().getOutputStream().write(flight.array(), 0, flight.position());
  }

  private static byte[] record(InputStream in) throws IOException {
    byte[] head = in.readNBytes(5);
    int length = ((head[3] & 0xff) << 8) | (head[4] & 0xff);
    byte[] record = Arrays.copyOf(head, 5 + length);
    assertThat(in.readNBytes(record, 5, length)).isEqualTo(length);
    return record;
  }

  private String answer(Client brief, RawServer relay, TestTls by) throws InterruptedException {
    try {
      Call call = Call.get(Url.parse("https://" + relay.url("/").host() + "/"));
      return brief.send(call.by(by.route())).text();
    } catch (IOException _) {
      return "failed";
    }
  }

  /// Passes on what the server says with one bit changed, and hangs up once the server has.
  private static void relay(RawServer.Talker peer, Address.Tcp server, int at, int mask)
      throws IOException {
    try (var up = new Socket(InetAddress.ofLiteral(server.host()), server.port())) {
      Thread.ofVirtual().start(() -> pump(peer.in(), up));
      up.setSoTimeout(100);
      OutputStream down = peer.socket().getOutputStream();
      InputStream in = up.getInputStream();
      for (int i = 0, c = in.read(); c >= 0; i++, c = in.read()) {
        down.write(i == at ? c ^ mask : c);
      }
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
    } catch (IOException over) {
      // one side is gone
    }
  }

  private Client client(Duration connect, Duration total) {
    return new Client(
        new ClientLimits(connect, total, total, total, total, total, 1000, 10, 1000),
        ClientTest.DIRECT,
        now::get,
        InstantSource.system(),
        Duration.ofHours(1));
  }

  private Reply send(Client by, RawServer server) throws IOException, InterruptedException {
    return by.send(Call.get(Url.parse("https://" + server.url("/").host() + "/")).by(tls.route()));
  }

  private void pass(int seconds) {
    now.addAndGet(seconds * SECOND);
    client.sweep();
  }
}
