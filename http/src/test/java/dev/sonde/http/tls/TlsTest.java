package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String GCM_256 = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
  private static final String GCM_128 = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

  @TempDir Path folder;

  @Test
  void connection_trustsTheCaNamed() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(desk.server())) {
      TlsTalk.talk(desk.tls(desk.trusting()), "localhost", peer.port());
      assertThat(peer.next())
          .isEqualTo(new TlsPeer.Seen("TLSv1.3", "TLS_AES_256_GCM_SHA384", "localhost", ""));
    }
  }

  @Test
  void connection_trustsTheSystemWhenNobodyIsNamed() throws Exception {
    var desk = new Desk(folder);
    Issued server = Issued.named("s").host("localhost").by(desk.systemCa());
    try (var peer = TlsPeer.plain(server)) {
      TlsTalk.talk(desk.tls(Draft.DEFAULT), "localhost", peer.port());
      assertThat(peer.next().version()).isEqualTo("TLSv1.3");
      assertRefused(
          desk, desk.trusting(), "localhost", peer, "the CA CN=System CA that issued its cert");
    }
  }

  @Test
  void connection_trustsAServerItselfWhileItIsValid() throws Exception {
    var desk = new Desk(folder);
    Issued server = Issued.named("s").host("localhost").selfSigned();
    Draft trusting = Draft.DEFAULT.trusting(desk.write("s.pem", server.certificatePem()));
    try (var peer = TlsPeer.plain(server)) {
      TlsTalk.talk(desk.tls(trusting), "localhost", peer.port());
      assertThat(peer.next().version()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void connection_showsItsCertificate() throws Exception {
    for (var each : List.of("EC", "RSA", "Ed25519")) {
      var desk = new Desk(folder);
      var making = Issued.named("agent " + each);
      Issued client =
          switch (each) {
            case "RSA" -> making.rsa().by(desk.ca());
            case "Ed25519" -> making.ed25519().by(desk.ca());
            default -> making.by(desk.ca());
          };
      for (var version : List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
        try (var peer = desk.asking()) {
          Tls tls = desk.tls(desk.showing(client).speaking(version, version));
          TlsTalk.talk(tls, "localhost", peer.port());
          assertThat(peer.next().client()).as("%s", version).isEqualTo("CN=agent " + each);
        }
      }
    }
  }

  @Test
  void connection_toAnAddressSendsNoName() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(desk.server())) {
      TlsTalk.talk(desk.tls(desk.trusting()), "127.0.0.1", peer.port());
      assertThat(peer.next().name()).isEmpty();
    }
  }

  @Test
  void serverName_isSentAndLookedFor() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(Issued.named("s").host("metrics-1.example").by(desk.ca()))) {
      Draft named = desk.trusting().name("metrics-1.example");
      TlsTalk.talk(desk.tls(named), "127.0.0.1", peer.port());
      assertThat(peer.next().name()).isEqualTo("metrics-1.example");
      assertRefused(
          desk, desk.trusting(), "localhost", peer, "for metrics-1.example, not for localhost");
    }
  }

  @Test
  void name_thatJavaDoesNotAllowIsSaid() throws Exception {
    var desk = new Desk(folder);
    Tls tls = desk.tls(desk.trusting());
    assertThatThrownBy(() -> tls.connection("my_server", 443))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "TLS to my_server:443: Java's TLS can't check a certificate for this name (only letters,"
                + " digits, - and . may be in it); use another name, or set server_name");
    try (var peer = TlsPeer.plain(desk.server())) {
      TlsTalk.talk(desk.tls(Draft.DEFAULT.flags(true, true)), "my_server", peer.port());
      assertThat(peer.next().name()).isEmpty();
    }
  }

  @Test
  void versions_areThoseAllowed() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(desk.server())) {
      Draft older = desk.trusting().speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2);
      TlsTalk.talk(desk.tls(older), "localhost", peer.port());
      assertThat(peer.next().version()).isEqualTo("TLSv1.2");
    }
    try (var peer =
        new TlsPeer(
            desk.server(), List.of(), change -> change.setProtocols(new String[] {"TLSv1.2"}))) {
      Draft newer = desk.trusting().speaking(TlsVersion.TLS_1_3, TlsVersion.TLS_1_3);
      assertRefused(desk, newer, "localhost", peer, "does not speak TLS1.3, which is all");
    }
  }

  @Test
  void suites_limitTls12AndLeaveTls13() throws Exception {
    var desk = new Desk(folder);
    Draft one = desk.trusting().speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, GCM_128);
    try (var peer = TlsPeer.plain(desk.server())) {
      TlsTalk.talk(desk.tls(one), "localhost", peer.port());
      assertThat(peer.next().version()).isEqualTo("TLSv1.3");
      Draft old = one.speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, GCM_128);
      TlsTalk.talk(desk.tls(old), "localhost", peer.port());
      assertThat(peer.next().suite()).isEqualTo(GCM_128);
    }
    try (var peer =
        new TlsPeer(
            desk.server(),
            List.of(),
            change -> {
              change.setProtocols(new String[] {"TLSv1.2"});
              change.setCipherSuites(new String[] {GCM_256});
            })) {
      assertRefused(
          desk, one, "localhost", peer, "finds no version, cipher suite or curve that both");
      Draft only13 = one.speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, "TLS_AES_128_GCM_SHA256");
      assertRefused(desk, only13, "localhost", peer, "does not speak TLS1.3, which is all");
      TlsTalk.talk(desk.tls(desk.trusting()), "localhost", peer.port());
      assertThat(peer.next().suite()).isEqualTo(GCM_256);
    }
  }

  @Test
  void skipVerify_trustsEveryoneAndSaysSoOnce() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(Issued.named("whoever").selfSigned())) {
      Tls tls = desk.tls(Draft.DEFAULT.flags(true, true));
      assertThat(desk.log()).isEmpty();
      for (int i = 0; i < 2; i++) {
        TlsTalk.talk(tls, "localhost", peer.port());
        assertThat(peer.next().version()).isEqualTo("TLSv1.3");
      }
    }
    assertThat(desk.log())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .startsWith("WARN TLS: insecure_skip_verify is on: anyone on the way to localhost:");
  }

  @Test
  void tickets_resumeOrNot() throws Exception {
    var desk = new Desk(folder);
    for (var version : List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
      for (boolean tickets : List.of(true, false)) {
        try (var peer = TlsPeer.plain(desk.server())) {
          Tls tls = desk.tls(desk.trusting().speaking(version, version).flags(tickets, false));
          desk.log().clear();
          for (int i = 0; i < 2; i++) {
            TlsTalk.talk(tls, "localhost", peer.port());
            peer.next();
          }
          assertThat(desk.log().get(0))
              .contains(version.protocol() + ", TLS_", ", new session; CN=server");
          assertThat(desk.log().get(1))
              .as("%s, tickets %s", version, tickets)
              .contains(tickets ? ", session resumed; CN=server" : ", new session; CN=server");
        }
      }
    }
  }

  @Test
  void sessions_liveForAnHour() throws Exception {
    var desk = new Desk(folder);
    for (var version : List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
      try (var peer = TlsPeer.plain(desk.server())) {
        Tls tls = desk.tls(desk.trusting().speaking(version, version));
        var session = TlsTalk.talk(tls, "localhost", peer.port()).getSession();
        assertThat(session.getSessionContext().getSessionTimeout()).isEqualTo(3600);
      }
    }
  }

  @Test
  void identity_tellsNoKey() {
    var issued = Issued.named("agent").rsa().selfSigned();
    assertThat(new Identity(issued.chain(), issued.key()).toString()).isEqualTo("CN=agent");
  }

  @Test
  void certificates_areThoseOfAllThatAreOpen() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(desk.server())) {
      Tls tls = desk.tls(desk.showing(desk.client()));
      assertThat(desk.contexts().certificates()).isEmpty();
      TlsTalk.talk(tls, "localhost", peer.port());
      assertThat(desk.contexts().certificates())
          .extracting(CertificateStatus::use, CertificateStatus::where, CertificateStatus::subject)
          .containsExactly(
              tuple(Use.CLIENT, folder.resolve("client.pem").toString(), "CN=agent"),
              tuple(Use.CA, folder.resolve("ca.pem").toString(), "CN=Test CA"),
              tuple(Use.SERVER, "localhost:" + peer.port(), "CN=server"));
      tls.close();
      tls.close();
      assertThat(desk.contexts().certificates()).isEmpty();
    }
  }

  private static void assertRefused(
      Desk desk, Draft draft, String host, TlsPeer peer, String words) {
    Tls tls = desk.tls(draft);
    assertThatThrownBy(() -> TlsTalk.talk(tls, host, peer.port()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("TLS to ")
        .hasMessageContaining(words);
  }
}
