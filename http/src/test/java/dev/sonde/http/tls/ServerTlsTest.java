package dev.sonde.http.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.tls.CertificateStatus.Use;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a listener shows, whom it lets in, and what becomes of changed files.
@Timeout(600)
class ServerTlsTest {
  private static final Duration LOOK = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final Instant now = Instant.now();
  private final ManualTime time = new ManualTime(now.toString());
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder, time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void keysOfEveryKind_areServed(String kind) throws Exception {
    Issued.Making making = Issued.named("server").host("localhost");
    Issued own =
        switch (kind) {
          case "RSA" -> making.rsa().by(desk.ca());
          case "Ed25519" -> making.ed25519().by(desk.ca());
          default -> making.by(desk.ca());
        };
    try (Serving serving = Serving.of(desk, shows(own))) {
      assertThat(serving.ask(desk.trusting())).isEqualTo("nobody");
      Draft older = desk.trusting().speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2);
      assertThat(serving.ask(older)).isEqualTo("nobody");
    }
  }

  @Test
  void clientThatIsNotAsked_isNobody() throws Exception {
    try (Serving serving = Serving.of(desk, shows(desk.server()))) {
      assertThat(serving.ask(desk.showing(desk.client()))).isEqualTo("nobody");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsVersion.class,
      names = {"TLS_1_2", "TLS_1_3"})
  void clientOfTheCa_hasAName(TlsVersion version) throws Exception {
    for (ClientAuth how : new ClientAuth[] {ClientAuth.REQUEST, ClientAuth.REQUIRE}) {
      try (Serving serving = Serving.of(desk, asks(how))) {
        Draft agent = desk.showing(desk.client()).speaking(version, version);
        assertThat(serving.ask(agent)).isEqualTo("CN=agent");
        Issued meant = Issued.named("meant").clientOnly().by(desk.ca());
        assertThat(serving.ask(desk.showing(meant))).isEqualTo("CN=meant");
      }
    }
  }

  @Test
  void clientWithoutAGoodCertificate_isNobodyWhereOneIsRequested() throws Exception {
    try (Serving serving = Serving.of(desk, asks(ClientAuth.REQUEST))) {
      assertThat(serving.ask(desk.trusting())).isEqualTo("nobody");
      for (Issued bad : bad()) {
        assertThat(serving.ask(desk.showing(bad))).isEqualTo("nobody");
      }
      assertThat(serving.counts().failedHandshakes()).isZero();
    }
  }

  @Test
  void clientWithoutAGoodCertificate_isKeptOutWhereOneIsRequired() throws Exception {
    try (Serving serving = Serving.of(desk, asks(ClientAuth.REQUIRE))) {
      assertThatThrownBy(() -> serving.ask(desk.trusting()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the server refuses: it wants a certificate of Sonde's");
      for (Issued bad : bad()) {
        assertThatThrownBy(() -> serving.ask(desk.showing(bad)))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("the server refuses: ");
      }
      assertThat(serving.counts().failedHandshakes()).isEqualTo(1 + bad().length);
      assertThat(serving.counts().succeeded()).isZero();
    }
  }

  private Issued[] bad() {
    Issued stranger = Issued.named("Other CA").authority().selfSigned();
    Instant before = now.minus(Duration.ofDays(2));
    Instant after = now.plus(Duration.ofDays(2));
    return new Issued[] {
      Issued.named("agent").by(stranger),
      Issued.named("agent").selfSigned(),
      Issued.named("agent").serverOnly().by(desk.ca()),
      Issued.named("agent").valid(before, now.minus(Duration.ofDays(1))).by(desk.ca()),
      Issued.named("agent").valid(now.plus(Duration.ofDays(1)), after).by(desk.ca()),
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsVersion.class,
      names = {"TLS_1_2", "TLS_1_3"})
  void sessionThatIsResumed_keepsTheNameWhileTheCertificateIsValid(TlsVersion version)
      throws Exception {
    Issued agent =
        Issued.named("agent")
            .valid(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)))
            .by(desk.ca());
    try (Serving serving = Serving.of(desk, asks(ClientAuth.REQUEST));
        Tls by = desk.tls(desk.showing(agent).speaking(version, version))) {
      assertThat(serving.ask(by)).isEqualTo("CN=agent");
      assertThat(serving.ask(by)).isEqualTo("CN=agent");
      time.pass(Duration.ofHours(2));
      assertThat(serving.ask(by)).isEqualTo("nobody");
    }
  }

  @Test
  void changedFiles_areShownAfterFiveSeconds() throws Exception {
    try (Serving serving = Serving.of(desk, shows(desk.server()))) {
      serving.ask(desk.trusting());
      Issued other = Issued.named("Next CA").authority().selfSigned();
      shows(Issued.named("server").host("localhost").by(other));
      serving.ask(desk.trusting());
      time.pass(LOOK);
      assertThatThrownBy(() -> serving.ask(desk.trusting())).hasMessageContaining("Next CA");
      Draft next = Draft.DEFAULT.trusting(desk.write("next.pem", other.certificatePem()));
      assertThat(serving.ask(next)).isEqualTo("nobody");
      assertThat(desk.log()).anyMatch(line -> line.startsWith("INFO new TLS files are in use: "));
    }
  }

  @Test
  void brokenFiles_leaveTheOldInUseAndAreSaidOnce() throws Exception {
    try (Serving serving = Serving.of(desk, shows(desk.server()))) {
      serving.ask(desk.trusting());
      desk.write("server.key", "-----BEGIN PRIVATE KEY-----\nAAAA");
      for (int i = 0; i < 3; i++) {
        time.pass(LOOK);
        assertThat(serving.ask(desk.trusting())).isEqualTo("nobody");
      }
      assertThat(desk.log()).filteredOn(line -> line.contains("stays in use")).hasSize(1);
    }
  }

  @Test
  void changedCa_letsTheNewClientsInAndTheOldOnesOut() throws Exception {
    try (Serving serving = Serving.of(desk, asks(ClientAuth.REQUEST));
        Tls old = desk.tls(desk.showing(desk.client()))) {
      assertThat(serving.ask(old)).isEqualTo("CN=agent");
      Issued other = Issued.named("Next CA").authority().selfSigned();
      desk.write("clients.pem", other.certificatePem());
      time.pass(LOOK);
      assertThat(serving.ask(old)).as("its session is not resumed").isEqualTo("nobody");
      Draft fresh = desk.showing(Issued.named("fresh").by(other));
      assertThat(serving.ask(fresh)).isEqualTo("CN=fresh");
    }
  }

  @Test
  void unusableFiles_areNamed() throws Exception {
    var missing = folder.resolve("none.pem");
    ServerTlsConfig config = ServerTlsConfig.of(missing.toString(), missing.toString());
    try (ServerTls tls = desk.contexts().server(config)) {
      assertThat(tls.problem())
          .contains(new TlsProblem(Use.LISTENER, missing + ": there is no such file"));
      assertThatThrownBy(tls::connection).hasMessage(missing + ": there is no such file");
    }
    ServerTlsConfig good = shows(desk.server());
    desk.write("server.key", desk.client().keyPem());
    try (ServerTls tls = desk.contexts().server(good)) {
      assertThat(tls.problem().orElseThrow().words())
          .isEqualTo(
              good.keyFile()
                  + ": does not belong to the certificate in "
                  + good.certFile()
                  + "; check both");
    }
  }

  @Test
  void certificates_areListedUntilItIsClosed() throws Exception {
    try (Serving serving = Serving.of(desk, asks(ClientAuth.REQUEST))) {
      serving.ask(desk.trusting());
      assertThat(desk.contexts().certificates())
          .extracting(CertificateStatus::use)
          .containsExactly(Use.LISTENER, Use.CA);
    }
    assertThat(desk.contexts().certificates()).isEmpty();
  }

  @Test
  void untimelyCertificate_isWarnedOf() throws Exception {
    Issued late =
        Issued.named("server")
            .host("localhost")
            .valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))
            .by(desk.ca());
    try (ServerTls tls = desk.contexts().server(shows(late))) {
      assertThat(tls.problem()).isEmpty();
      assertThat(desk.log()).anyMatch(line -> line.matches("WARN .*CN=server expired on .*"));
    }
    Issued early =
        Issued.named("server")
            .host("localhost")
            .valid(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)))
            .by(desk.ca());
    try (ServerTls tls = desk.contexts().server(shows(early))) {
      assertThat(tls.problem()).isEmpty();
      assertThat(desk.log())
          .anyMatch(line -> line.matches("WARN .*CN=server is valid only from .*"));
    }
  }

  @Test
  void listener_changesBetweenPlainAndTls() throws Exception {
    try (Serving serving = Serving.of(desk, shows(desk.server()))) {
      serving.listener().secure(Optional.empty());
      try (var plain = serving.connect()) {
        plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
        assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII))
            .startsWith("HTTP/1.1 200 ");
      }
      try (var before = serving.connect()) {
        before.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
        assertThat(before.getInputStream().read()).isEqualTo('H');
        serving.listener().secure(Optional.of(serving.tls()));
        assertThat(before.getInputStream().readAllBytes()).asString().endsWith("nobody");
      }
      assertThat(serving.ask(desk.trusting())).isEqualTo("nobody");
    }
  }

  private ServerTlsConfig shows(Issued own) {
    return ServerTlsConfig.of(
        desk.write("server.pem", own.certificatePem()).toString(),
        desk.write("server.key", own.keyPem()).toString());
  }

  private ServerTlsConfig asks(ClientAuth how) {
    Path clients = desk.write("clients.pem", desk.ca().certificatePem());
    return shows(desk.server()).asking(how, clients.toString());
  }
}
