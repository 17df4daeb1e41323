package dev.sonde.http.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.Limits;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that speak TLS badly, or not at all.
@Timeout(600)
class ServedTlsHostileTest {
  private static final Limits FEW = Limits.DEFAULT.withConnections(4);
  private static final Duration HEAD = FEW.head();
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir Path folder;
  private final AtomicReference<String> heard = new AtomicReference<>("");
  private Desk desk;
  private Serving serving;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
    Issued own = desk.server();
    ServerTlsConfig config =
        ServerTlsConfig.of(
            desk.write("server.pem", own.certificatePem()).toString(),
            desk.write("server.key", own.keyPem()).toString());
    serving = Serving.of(desk, config, FEW, this::answer);
  }

  @AfterEach
  void stillServesOthers() throws Exception {
    while (serving.counts().open() > 0) {
      Thread.onSpinWait();
    }
    assertThat(serving.ask(desk.trusting())).isEqualTo("ok");
    serving.close();
    assertThat(serving.counts().open()).isZero();
  }

  private Response answer(Request request) {
    try {
      heard.set("whole " + new String(request.body().readAllBytes(), ISO_8859_1).length());
      return Response.text(200, "ok");
    } catch (IOException broken) {
      heard.set("broken");
      return Response.error(400, "broken");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n", "P"})
  void plainRequest_isToldToSpeakTls(String request) throws Exception {
    try (Socket peer = serving.connect()) {
      peer.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(peer.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer)
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .endsWith("{\"error\":\"this port speaks TLS; write https:// in place of http://\"}\n");
    }
    assertThat(heard).hasValue("");
    assertThat(serving.counts().badRequests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0000\u0000\u0000\u0000\u0000",
        "\u0080.\u0001\u0003\u0001\u0000\u0015",
        "\u0015\u0003\u0003\u0000\u0002\u0002(",
        "\u0017\u0003\u0003\u0000\u0005hello",
        "\u0016",
        "\u0016\u0003\u0003",
        "\u0016\u0003\u0003\u0000\u0000",
        "\u0016\u0003\u0003\u00ff\u00ff",
        "\u0016\u0003\u0003\u0000\u0004\u0001\u00ff\u00ff\u00ff",
        "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0003",
        ""
      })
  void rubbish_endsTheConnection(String bytes) throws Exception {
    try (Socket peer = serving.connect()) {
      peer.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      peer.shutdownOutput();
      assertThat(peer.getInputStream().readAllBytes()).asString(US_ASCII).doesNotContain("HTTP");
    }
    assertThat(heard).hasValue("");
  }

  @Test
  void randomBytes_neverReachTheHandler() throws Exception {
    var random = new Random(11);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        System.arraycopy(new byte[] {22, 3, 1, 0}, 0, bytes, 0, 4);
      }
      try (Socket peer = serving.connect()) {
        peer.getOutputStream().write(bytes);
        peer.shutdownOutput();
        readAll(peer.getInputStream());
      }
    }
    assertThat(heard).hasValue("");
  }

  /// What comes before the connection is reset counts, too.
  private static int readAll(InputStream in) {
    int count = 0;
    try {
      while (in.read() >= 0) {
        count++;
      }
    } catch (IOException reset) {
      return count;
    }
    return count;
  }

  @Test
  void endlessRecords_areCut() throws Exception {
    byte[] empty = "\u0016\u0003\u0003\u0000\u0000".repeat(200).getBytes(ISO_8859_1);
    try (Socket peer = serving.connect()) {
      OutputStream out = peer.getOutputStream();
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(empty);
                }
              })
          .isInstanceOf(IOException.class);
    }
    await(() -> serving.counts().failedHandshakes(), 1);
  }

  @Test
  void halfHandshakes_areCutInTime_andKeepNobodyOutForLonger() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < FEW.connections(); i++) {
      Socket peer = serving.connect();
      peer.getOutputStream().write(new byte[] {22, 3, 1, 0, 100, 1});
      slow.add(peer);
    }
    await(serving::looks, FEW.connections());
    assertThatThrownBy(() -> serving.ask(desk.trusting())).isInstanceOf(IOException.class);
    assertThat(serving.counts().refused()).isEqualTo(1);
    while (serving.counts().open() > 0) {
      serving.pass(HEAD);
      Thread.onSpinWait();
    }
    assertThat(serving.counts().failedHandshakes()).isEqualTo(FEW.connections());
    for (Socket each : slow) {
      readAll(each.getInputStream());
      each.close();
    }
  }

  @Test
  void silentConnections_makeRoom() throws Exception {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < FEW.connections(); i++) {
      silent.add(serving.connect());
    }
    await(() -> serving.counts().open(), FEW.connections());
    serving.pass(Duration.ofSeconds(2));
    assertThat(serving.ask(desk.trusting())).isEqualTo("ok");
    assertThat(serving.counts().evicted()).isEqualTo(1);
    for (Socket each : silent) {
      each.close();
    }
  }

  @Test
  void secondHandshake_isRefused() throws Exception {
    try (SSLSocket peer = secure("TLSv1.2")) {
      peer.startHandshake();
      peer.getOutputStream().write(GET.getBytes(US_ASCII));
      assertThat(peer.getInputStream().read()).isEqualTo('H');
      peer.startHandshake();
      assertThatThrownBy(
              () -> {
                peer.getOutputStream().write(GET.getBytes(US_ASCII));
                for (int c = 0; c >= 0; c = peer.getInputStream().read()) {}
                throw new IOException("hung up");
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(serving.counts().succeeded()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "Content-Length: 9\r\n\r\nhello"
      })
  void bodyThatIsCutOffBelowTls_isNotTakenForAWholeOne(String rest) throws Exception {
    for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      heard.set("");
      try (Socket below = serving.connect();
          SSLSocket peer = secure(below, version)) {
        peer.startHandshake();
        String request = "POST / HTTP/1.1\r\nHost: a\r\n" + rest;
        peer.getOutputStream().write(request.getBytes(US_ASCII));
        peer.getOutputStream().flush();
        below.shutdownOutput();
        while (heard.get().isEmpty()) {
          Thread.onSpinWait();
        }
      }
      assertThat(heard).hasValue("broken");
    }
  }

  @Test
  void recordsOfEverySize_areTaken_andLongerOnesRefused() throws Exception {
    for (int length : new int[] {1, 16_383, 16_384, 16_385, 50_000}) {
      try (SSLSocket peer = secure("TLSv1.3")) {
        String request =
            "POST / HTTP/1.0\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
        peer.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII)).endsWith("ok");
        assertThat(heard).hasValue("whole " + length);
      }
    }
    heard.set("");
    try (Socket below = serving.connect();
        SSLSocket peer = secure(below, "TLSv1.3")) {
      peer.startHandshake();
      byte[] record = new byte[20_000];
      System.arraycopy(new byte[] {23, 3, 3, 78, 27}, 0, record, 0, 5);
      below.getOutputStream().write(record);
      readAll(below.getInputStream());
    }
    assertThat(heard).hasValue("");
  }

  @Test
  void goneClient_isNoticedWhileItsRequestIsWorkedOn() throws Exception {
    var gone = new AtomicReference<>(false);
    serving.close();
    ServerTlsConfig config =
        ServerTlsConfig.of(
            folder.resolve("server.pem").toString(), folder.resolve("server.key").toString());
    serving =
        Serving.of(
            desk,
            config,
            FEW,
            request -> {
              while (request.path().equals("/long") && !request.abandoned()) {
                Thread.onSpinWait();
              }
              gone.set(request.path().equals("/long") || gone.get());
              return Response.text(200, "ok");
            });
    SSLSocket peer = secure("TLSv1.3");
    peer.getOutputStream().write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    peer.close();
    while (!gone.get()) {
      Thread.onSpinWait();
    }
  }

  private static void await(LongSupplier count, long wanted) {
    while (count.getAsLong() < wanted) {
      Thread.onSpinWait();
    }
  }

  private SSLSocket secure(String version) throws Exception {
    return secure(serving.connect(), version);
  }

  private SSLSocket secure(Socket over, String version) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", desk.ca().certificate());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(over, "localhost", serving.port(), true);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }
}
