package dev.sonde.collectors.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Credential;
import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsulDiscoveryConfigTest {
  private MapSettings settings = new MapSettings(Map.of());

  @Test
  void defaults_areThoseOfPrometheus() {
    var config = read(Map.of());
    assertThat(settings.problems()).isEmpty();
    assertThat(config.kind()).isEqualTo("consul");
    assertThat(config.url()).isEqualTo("http://localhost:8500");
    assertThat(config.tagSeparator()).isEqualTo(",");
    assertThat(config.allowStale()).isTrue();
    assertThat(config.refreshInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.services()).isEmpty();
    assertThat(config.token()).isEmpty();
    assertThat(settings.asked())
        .contains(
            "server",
            "path_prefix",
            "token",
            "token_file",
            "datacenter",
            "namespace",
            "partition",
            "scheme",
            "username",
            "password",
            "services",
            "tags",
            "filter",
            "node_meta",
            "tag_separator",
            "allow_stale",
            "refresh_interval",
            "follow_redirects");
  }

  @Test
  void address_isMadeOfSchemeServerAndPrefix() {
    var keys = Map.of("scheme", "https", "server", "consul.example:8501", "path_prefix", "gate/");
    assertThat(read(keys).url()).isEqualTo("https://consul.example:8501/gate");
    read(Map.of("server", "me:hunter2@a:1"));
    assertThat(settings.problems().getFirst())
        .startsWith("server: is not HOST:PORT;")
        .doesNotContain("hunter2");
    read(Map.of("server", ""));
    assertThat(settings.problems()).hasSize(1);
  }

  @Test
  void scheme_isOneOfTwo() {
    read(Map.of("scheme", "ftp"));
    assertThat(settings.problems().getFirst()).startsWith("scheme: is no scheme; http and https");
  }

  @Test
  void token_isGivenOrInAFile_andNeverShown() {
    var given = read(Map.of("token", "abc"));
    assertThat(given.toString()).doesNotContain("abc");
    var inFile = read(Map.of("token_file", "t"));
    assertThat(inFile.token()).contains(new Credential.InFile(Path.of("/etc/sonde/t")));
    read(Map.of("token", "a", "token_file", "t"));
    assertThat(settings.problems())
        .containsExactly("token: and token_file exclude each other; keep one");
  }

  @Test
  void username_isTheOldWayToWriteBasicAuth() {
    var config = read(Map.of("username", "u", "password", "pass"));
    assertThat(config.access().authentication()).isInstanceOf(Authentication.Basic.class);
    assertThat(config.toString()).doesNotContain("pass,");
  }

  private ConsulDiscoveryConfig read(Map<String, ?> keys) {
    settings = new MapSettings(keys);
    return ConsulDiscoveryConfig.read(settings, Path.of("/etc/sonde"));
  }
}
