package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.MapSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsConfigTest {
  @Test
  void section_absentAsksForNothing() {
    assertThat(TlsConfig.read(new MapSettings(Map.of()))).isEmpty();
    assertThat(TlsConfig.read(new MapSettings(Map.of("enabled", true))))
        .contains(TlsConfig.DEFAULT);
  }

  @Test
  void keys_areAllRead() {
    var in =
        new MapSettings(
            Map.of(
                "cert_file", "a.pem",
                "key_file", "a.key",
                "key_passphrase", "secret",
                "ca_file", "ca.pem",
                "server_name", "a.example",
                "min_version", "1.3",
                "max_version", "TLS1.3",
                "cipher_suites", List.of("TLS_AES_128_GCM_SHA256"),
                "session_tickets", false,
                "insecure_skip_verify", true));
    TlsConfig read = TlsConfig.read(in).orElseThrow();
    assertThat(in.problems()).isEmpty();
    assertThat(in.asked()).hasSize(11);
    assertThat(read.certFile()).contains("a.pem");
    assertThat(read.keyFile()).contains("a.key");
    assertThat(read.keyPassphrase().orElseThrow().reveal()).isEqualTo("secret");
    assertThat(read.caFile()).contains("ca.pem");
    assertThat(read.serverName()).contains("a.example");
    assertThat(read.minVersion()).isEqualTo(TlsVersion.TLS_1_3);
    assertThat(read.maxVersion()).isEqualTo(TlsVersion.TLS_1_3);
    assertThat(read.cipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    assertThat(read.sessionTickets()).isFalse();
    assertThat(read.insecureSkipVerify()).isTrue();
    assertThat(read.toString()).doesNotContain("secret");
  }

  @Test
  void enabled_falseLeavesTheOtherKeysUnused() {
    var in = new MapSettings(Map.of("enabled", false, "cert_file", "a.pem", "ca_file", "b.pem"));
    assertThat(TlsConfig.read(in)).isEmpty();
    assertThat(in.problems()).isEmpty();
  }

  @Test
  void files_emptyAreNotSet() {
    var in = new MapSettings(Map.of("cert_file", "", "key_file", " ", "key_passphrase", ""));
    assertThat(TlsConfig.read(in)).isEmpty();
    assertThat(in.problems()).isEmpty();
  }

  @Test
  void mistakes_areNamed() {
    check(Map.of("cert_file", "a.pem"), "cert_file: needs its key; set key_file too");
    check(Map.of("key_file", "a.pem"), "key_file: needs its certificate; set cert_file too");
    check(
        Map.of("key_passphrase", "abcd"),
        "key_passphrase: has no key to open; set key_file, or remove it");
    check(
        Map.of("min_version", "TLS1.3", "max_version", "TLS1.2"),
        "min_version: is above max_version (TLS1.2); no version is between the two");
    check(
        Map.of("min_version", "SSL3"),
        "min_version: is not a version of TLS; write TLS1.0, TLS1.1, TLS1.2, TLS1.3");
    check(
        Map.of("max_version", "TLS1.2", "cipher_suites", List.of("TLS_AES_128_GCM_SHA256")),
        "cipher_suites: names no suite for TLS1.2 and below; add one, or raise max_version");
    check(
        Map.of(
            "min_version", "TLS1.0",
            "max_version", "TLS1.1",
            "cipher_suites", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
        "cipher_suites: names no suite for TLS1.1 and below; add one, or raise max_version");
  }

  @Test
  void serverName_isAHostAlone() {
    String wrong =
        "server_name: is not a host's name; write the name alone, such as prometheus.example,"
            + " without port and path";
    for (String each :
        List.of("a:8443", "https://a", "a/b", "u@a", "a b", ".", "999.1.1.1", "[::1]:443", "*.a")) {
      check(Map.of("server_name", each), wrong);
    }
    for (String each : List.of("a", "A.example.", "192.0.2.7", "::1", "[::1]", "bücher.example")) {
      var in = new MapSettings(Map.of("server_name", each));
      assertThat(TlsConfig.read(in).flatMap(TlsConfig::serverName)).contains(each);
      assertThat(in.problems()).isEmpty();
    }
  }

  @Test
  void suite_unknownNamesTheNearestAndAll() {
    assertThat(CipherSuites.KNOWN).hasSize(20).doesNotHaveDuplicates();
    refused("TLS_ECDHE_RSA_WITH_AES128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    refused("", "TLS_");
    refused("T".repeat(100_000), "TLS_");
    assertThat(CipherSuites.parse(" tls_aes_128_gcm_sha256 ")).isEqualTo("TLS_AES_128_GCM_SHA256");
  }

  @Test
  void versions_withoutASuiteAreNotSpoken() {
    assertThat(versions(TlsVersion.TLS_1_0, "TLS_AES_128_GCM_SHA256"))
        .containsExactly(TlsVersion.TLS_1_3);
    assertThat(versions(TlsVersion.TLS_1_0, "TLS_RSA_WITH_AES_128_GCM_SHA256"))
        .containsExactly(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
    assertThat(versions(TlsVersion.TLS_1_1, "TLS_RSA_WITH_AES_128_CBC_SHA"))
        .containsExactly(TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
  }

  @Test
  void oldAlgorithms_areThoseAConfigurationNames() {
    assertThat(OldAlgorithms.named(TlsConfig.DEFAULT)).isEmpty();
    assertThat(
            OldAlgorithms.named(
                Draft.DEFAULT.speaking(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3).made()))
        .containsExactly("TLSv1", "TLSv1.1");
    assertThat(
            OldAlgorithms.named(
                Draft.DEFAULT
                    .speaking(
                        TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, "TLS_RSA_WITH_AES_128_CBC_SHA")
                    .made()))
        .containsExactly("TLS_RSA_*");
  }

  private static List<TlsVersion> versions(TlsVersion min, String suite) {
    return CipherSuites.versions(Draft.DEFAULT.speaking(min, TlsVersion.TLS_1_3, suite).made());
  }

  private static void refused(String suite, String nearest) {
    assertThatThrownBy(() -> CipherSuites.parse(suite))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is not a cipher suite; the nearest is " + nearest)
        .hasMessageContaining("TLS_RSA_WITH_AES_256_CBC_SHA");
  }

  private static void check(Map<String, ?> keys, String problem) {
    var in = new MapSettings(keys);
    TlsConfig.read(in);
    assertThat(in.problems()).containsExactly(problem);
  }
}
