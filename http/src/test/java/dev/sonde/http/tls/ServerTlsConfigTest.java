package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.MapSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTlsConfigTest {
  @Test
  void section_absentOrOffMeansNone() {
    assertThat(ServerTlsConfig.read(new MapSettings(Map.of()))).isEmpty();
    var off = new MapSettings(Map.of("enabled", false, "cert_file", "a.pem"));
    assertThat(ServerTlsConfig.read(off)).isEmpty();
    assertThat(off.problems()).isEmpty();
  }

  @Test
  void keys_areAllRead() {
    var in =
        new MapSettings(
            Map.of(
                "cert_file", "a.pem",
                "key_file", "a.key",
                "key_passphrase", "secret",
                "client_ca_file", "ca.pem",
                "client_auth", "request",
                "min_version", "1.2",
                "max_version", "TLS1.2",
                "cipher_suites", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
    ServerTlsConfig read = ServerTlsConfig.read(in).orElseThrow();
    assertThat(in.problems()).isEmpty();
    assertThat(in.asked()).hasSize(9);
    assertThat(read.keyPassphrase().orElseThrow().reveal()).isEqualTo("secret");
    assertThat(read.toString()).doesNotContain("secret");
    assertThat(read)
        .isEqualTo(
            new ServerTlsConfig(
                "a.pem",
                "a.key",
                read.keyPassphrase(),
                Optional.of("ca.pem"),
                ClientAuth.REQUEST,
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_2,
                List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
  }

  @Test
  void mistakes_areNamed() {
    check(Map.of("enabled", true), "cert_file: is needed", "key_file: is needed");
    check(Map.of("cert_file", "a.pem"), "key_file: is needed");
    check(Map.of("key_file", "a.key"), "cert_file: is needed");
    checkMore(Map.of("client_auth", "require"), "client_auth: needs client_ca_file");
    checkMore(Map.of("client_ca_file", "b.pem"), "client_ca_file: does nothing while");
    checkMore(Map.of("min_version", "TLS1.1"), "min_version: is not served; write TLS1.2 or");
    checkMore(Map.of("min_version", "SSL3"), "min_version: is not a version of TLS");
    checkMore(
        Map.of("min_version", "TLS1.3", "max_version", "TLS1.2"),
        "min_version: is above max_version (TLS1.2)");
    checkMore(
        Map.of("max_version", "TLS1.2", "cipher_suites", List.of("TLS_AES_128_GCM_SHA256")),
        "cipher_suites: names no suite for TLS1.2");
  }

  @Test
  void suiteWithoutForwardSecrecy_isRefused() {
    var in =
        new MapSettings(
            Map.of(
                "cert_file", "a.pem",
                "key_file", "a.key",
                "cipher_suites", List.of("TLS_RSA_WITH_AES_128_GCM_SHA256")));
    assertThatThrownBy(() -> ServerTlsConfig.read(in))
        .hasMessage("is not served, as it has no forward secrecy");
  }

  private static void checkMore(Map<String, Object> more, String... problems) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("cert_file", "a.pem");
    all.put("key_file", "a.key");
    check(all, problems);
  }

  private static void check(Map<String, Object> written, String... problems) {
    var in = new MapSettings(written);
    assertThat(ServerTlsConfig.read(in))
        .satisfiesAnyOf(
            read -> assertThat(read).isEmpty(), read -> assertThat(in.problems()).isNotEmpty());
    assertThat(in.problems()).hasSize(problems.length);
    for (int i = 0; i < problems.length; i++) {
      assertThat(in.problems().get(i)).startsWith(problems[i]);
    }
  }
}
