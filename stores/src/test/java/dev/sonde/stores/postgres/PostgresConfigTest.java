package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import dev.sonde.stores.postgres.PostgresConfig.SslMode;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.MapSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresConfigTest {
  @Test
  void defaults() {
    assertThat(new PostgresStoreFactory().read(new DefaultSettings()))
        .isEqualTo(
            new PostgresConfig(
                List.of("localhost"),
                5432,
                "sonde",
                "sonde",
                Optional.empty(),
                Optional.empty(),
                SslMode.PREFER,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                "sonde",
                Duration.ofDays(7),
                Duration.ofSeconds(30),
                false,
                Optional.empty(),
                true,
                4));
  }

  @Test
  void keys_areRead() {
    Map<String, Object> written =
        Map.ofEntries(
            Map.entry("host", List.of("a", "b:5433", "[::1]:5434")),
            Map.entry("port", 5431),
            Map.entry("database", "arasul_db"),
            Map.entry("user", "arasul"),
            Map.entry("password", "pa55"),
            Map.entry("password_file", "/run/secrets/password"),
            Map.entry("sslmode", "verify_full"),
            Map.entry("ssl_root_cert", "ca.pem"),
            Map.entry("connect_timeout", "5s"),
            Map.entry("statement_timeout", "60s"),
            Map.entry("application_name", "arasul-metrics-collector"),
            Map.entry("retention", "48h"),
            Map.entry("persist", "10s"),
            Map.entry("classic_tables", true),
            Map.entry("classic_host", "edge"),
            Map.entry("compact", false),
            Map.entry("readers", 5));
    var settings = new MapSettings(written);
    PostgresConfig read = PostgresConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked()).isEqualTo(written.keySet());
    assertThat(read)
        .isEqualTo(
            new PostgresConfig(
                List.of("a", "b:5433", "[::1]:5434"),
                5431,
                "arasul_db",
                "arasul",
                Optional.of(new Secret("pa55")),
                Optional.of("/run/secrets/password"),
                SslMode.VERIFY_FULL,
                Optional.of("ca.pem"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                "arasul-metrics-collector",
                Duration.ofDays(2),
                Duration.ofSeconds(10),
                true,
                Optional.of("edge"),
                false,
                5));
    assertThat(read.toString()).doesNotContain("pa55");
    assertThat(SslMode.VERIFY_FULL.text()).isEqualTo("verify-full");
  }

  @Test
  void sample_namesEveryKeyWithItsDefault() throws Exception {
    try (InputStream in = PostgresConfig.class.getResourceAsStream("sample.yaml")) {
      assertThat(in).isNotNull();
      var sample = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(sample)
          .contains("  type: postgres\n", "  host: localhost ", "  port: 5432 ")
          .contains("  database: sonde\n", "  user: sonde\n", "  sslmode: prefer ")
          .contains("  connect_timeout: 10s\n", "  statement_timeout: 30s\n")
          .contains("  application_name: sonde\n", "  retention: 7d ", "  compact: true ")
          .contains("  classic_tables: false ", "  persist: 30s ", "  readers: 4 ");
      var settings = new MapSettings(Map.of());
      new PostgresStoreFactory().read(settings);
      assertThat(settings.asked())
          .allSatisfy(key -> assertThat(sample).contains("\n  " + key + ": "));
    }
  }

  @Test
  void hosts_thatAreNone_areNamed() {
    for (String each : List.of("a/b", "a?user=x", "a:b", "a,b", "::1")) {
      var settings = new MapSettings(Map.of("host", List.of(each)));
      assertThatThrownBy(() -> PostgresConfig.read(settings))
          .as(each)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("is not a host; write NAME, NAME:PORT or [ADDRESS]:PORT");
    }
    var none = new MapSettings(Map.of("host", List.of()));
    assertThatThrownBy(() -> PostgresConfig.read(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name at least one");
  }
}
