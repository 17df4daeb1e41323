package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
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
  void connection_refusesWhomNobodyNamed() throws Exception {
    var desk = new Desk(folder);
    try (var peer = TlsPeer.plain(desk.server())) {
      Tls tls = desk.tls(Draft.DEFAULT);
      assertThatThrownBy(() -> TlsTalk.talk(tls, "localhost", peer.port()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Sonde refuses the server: the CA CN=Test CA")
          .hasMessageContaining("put that CA into ca_file");
    }
  }

  @Test
  void connection_showsItsCertificate() throws Exception {
    var desk = new Desk(folder);
    try (var peer = new TlsPeer(desk.server(), List.of(desk.ca().certificate()), _ -> {})) {
      Tls tls = desk.tls(desk.showing(desk.client()));
      TlsTalk.talk(tls, "localhost", peer.port());
      assertThat(peer.next().client()).isEqualTo("CN=agent");
    }
  }
}
