package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people read when a handshake fails; each against a peer that lets it fail.
class ExplanationTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @Test
  void server_expired() throws Exception {
    Instant now = Instant.now();
    Issued old =
        Issued.named("s")
            .host("localhost")
            .valid(now.minus(Duration.ofDays(9)), Instant.parse("2026-01-02T03:04:05Z"))
            .by(desk.ca());
    refused(
        old,
        desk.trusting(),
        "Sonde refuses the server: its certificate CN=s expired on 2026-01-02T03:04:05Z (the clock"
            + " here says ");
    Draft itself = Draft.DEFAULT.trusting(desk.write("s.pem", old.certificatePem()));
    refused(old, itself, "its certificate CN=s expired on 2026-01-02T03:04:05Z");
  }

  @Test
  void server_notValidYet() throws Exception {
    Issued early =
        Issued.named("s")
            .host("localhost")
            .valid(Instant.parse("2096-01-02T03:04:05Z"), Instant.parse("2097-01-02T03:04:05Z"))
            .by(desk.ca());
    refused(early, desk.trusting(), "is valid only from 2096-01-02T03:04:05Z on (the clock here");
  }

  @Test
  void server_ofAnUnknownCa() throws Exception {
    Issued other = Issued.named("Other CA").authority().selfSigned();
    Issued server = Issued.named("s").host("localhost").by(other);
    refused(
        server,
        desk.trusting(),
        "the CA CN=Other CA that issued its certificate (CN=s) is not among those in "
            + folder.resolve("ca.pem")
            + "; put that CA into ca_file, or let the server send the certificates between");
    refused(server, Draft.DEFAULT, folder.resolve("system.pem") + " (the system's)");
  }

  @Test
  void server_ofACaOfTheSameNameWithAnotherKey() throws Exception {
    Issued twin = Issued.named("Test CA").authority().selfSigned();
    refused(
        Issued.named("s").host("localhost").by(twin), desk.trusting(), "Sonde refuses the server");
  }

  @Test
  void server_signedByItself() throws Exception {
    refused(
        Issued.named("s").host("localhost").selfSigned(),
        desk.trusting(),
        "its certificate is signed by itself (CN=s) and is not among those in ");
  }

  @Test
  void server_ofAnotherName() throws Exception {
    refused(
        Issued.named("s")
            .host("a.example")
            .host("a.example")
            .host("*.b.example")
            .address("::1")
            .by(desk.ca()),
        desk.trusting(),
        "its certificate is for a.example, *.b.example, 0:0:0:0:0:0:0:1, not for localhost; write a"
            + " name it is for into the URL or server_name");
    refused(Issued.named("s").by(desk.ca()), desk.trusting(), "is for CN=s, not for localhost");
  }

  @Test
  void server_withACertificateForClients() throws Exception {
    refused(
        Issued.named("s").host("localhost").clientOnly().by(desk.ca()),
        desk.trusting(),
        "CN=s is not a server's certificate (its extended key usage lacks serverAuth)");
  }

  @Test
  void server_withHostileNamesIsShownPlain() throws Exception {
    refused(
        Issued.named("\u001b[31mred\r\nx" + "y".repeat(1_000)).host("localhost").selfSigned(),
        desk.trusting(),
        "?[31mred");
  }

  @Test
  void client_withoutACertificate() throws Exception {
    asked(desk.trusting(), "TLSv1.3", "it wants a certificate of Sonde's (it names CN=Test CA)");
    asked(desk.trusting(), "TLSv1.2", "it asked for a certificate (it names CN=Test CA), and none");
  }

  @Test
  void client_ofAnUnknownCa() throws Exception {
    Issued stranger = Issued.named("x").by(Issued.named("Mine").authority().selfSigned());
    for (var version : List.of("TLSv1.3", "TLSv1.2")) {
      asked(
          desk.showing(stranger),
          version,
          "it does not accept Sonde's certificate (certificate unknown) (CN=x, valid until ");
    }
  }

  @Test
  void client_expired() throws Exception {
    Issued old =
        Issued.named("old")
            .valid(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-02T03:04:05Z"))
            .by(desk.ca());
    asked(
        desk.showing(old),
        "TLSv1.3",
        "it does not accept Sonde's certificate (certificate unknown) (CN=old, valid until"
            + " 2026-01-02T03:04:05Z, which is over)");
    assertThat(desk.log())
        .contains(
            "WARN TLS: "
                + folder.resolve("client.pem")
                + ": CN=old expired on 2026-01-02T03:04:05Z");
  }

  @Test
  void server_thatDoesNotKnowTheName() throws Exception {
    Consumer<SSLParameters> picky = change -> change.setSNIMatchers(List.of(new Nobody()));
    try (var peer = new TlsPeer(desk.server(), List.of(), picky)) {
      refused(peer.port(), desk.trusting(), "the server refuses: it knows no server named localh");
    }
  }

  @Test
  void server_thatSpeaksNoTls() throws Exception {
    refusedByBytes("HTTP/1.1 400 Bad Request\r\n\r\n", "what answers there does not speak TLS");
    refusedByBytes("", "closed the connection during the handshake without a reason; its log may");
  }

  @Test
  void server_thatSendsAnAlert() throws Exception {
    refusedByAlert(
        40, "no version, cipher suite or curve that both sides allow (handshake failure)");
    refusedByAlert(44, "Sonde's certificate was revoked");
    refusedByAlert(
        45, "it says that Sonde's certificate has expired; get a new one, or check both");
    refusedByAlert(48, "it does not know the CA that issued Sonde's certificate");
    refusedByAlert(49, "is not allowed in");
    refusedByAlert(51, "it could not check a signature");
    refusedByAlert(70, "it does not speak TLS1.2, TLS1.3");
    refusedByAlert(71, "(insufficient security)");
    refusedByAlert(80, "it has an error of its own");
    refusedByAlert(86, "the server refuses: inappropriate fallback; its log should say more");
  }

  @Test
  void failure_ofAnotherKindComesBackAsItIs() {
    var late = new SocketTimeoutException("late");
    Tls tls = desk.tls(desk.trusting());
    assertThat(tls.explain("localhost", 1, late)).isSameAs(late);
    assertThat(tls.explain("localhost", 1, new IOException("Connection reset")))
        .hasMessageContaining("closed the connection during the handshake");
    var plain = new SSLHandshakeException("something\nelse");
    assertThat(tls.explain("::1", 1, plain))
        .hasMessage("TLS to [::1]:1: the handshake failed: something?else")
        .hasCause(plain);
    assertThat(
            tls.explain(
                "localhost",
                1,
                new SSLHandshakeException(
                    "The server selected protocol version TLS11 is not accepted by client"
                        + " preferences [TLS13, TLS12]")))
        .hasMessageContaining("the server speaks only TLS1.1, and the configuration allows TLS1.2");
  }

  private static final class Nobody extends SNIMatcher {
    private Nobody() {
      super(0);
    }

    @Override
    public boolean matches(SNIServerName name) {
      return false;
    }
  }

  private void refusedByBytes(String answer, String words) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server, answer));
      refused(server.getLocalPort(), desk.trusting(), words);
    }
  }

  private void refusedByAlert(int code, String words) throws Exception {
    refusedByBytes("\u0015\u0003\u0003\u0000\u0002\u0002" + (char) code, words);
  }

  private static void answer(ServerSocket server, String bytes) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      client.getInputStream().readNBytes(5);
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refused(Issued server, Draft draft, String words) throws Exception {
    try (var peer = TlsPeer.plain(server)) {
      refused(peer.port(), draft, words);
    }
  }

  private void asked(Draft draft, String version, String words) throws Exception {
    Consumer<SSLParameters> change = each -> each.setProtocols(new String[] {version});
    try (var peer = new TlsPeer(desk.server(), List.of(desk.ca().certificate()), change)) {
      refused(peer.port(), draft, words);
    }
  }

  private void refused(int port, Draft draft, String words) {
    Tls tls = desk.tls(draft);
    assertThatThrownBy(() -> TlsTalk.talk(tls, "localhost", port))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("TLS to localhost:" + port + ": ")
        .hasMessageContaining(words)
        .message()
        .hasSizeLessThan(700)
        .doesNotContainPattern("\\p{Cntrl}");
  }
}
