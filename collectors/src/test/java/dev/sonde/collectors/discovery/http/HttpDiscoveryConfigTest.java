package dev.sonde.collectors.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Sample;
import dev.sonde.testkit.MapSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpDiscoveryConfigTest {
  private static final String URL = "https://inventory.example.com/targets";

  @Test
  void read_sample_hasEveryKeyAtItsDefault() throws Exception {
    var settings = new MapSettings(Sample.of("http"));
    var config = HttpDiscoveryConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked()).containsAll(Sample.of("http").keySet());
    assertThat(config).isEqualTo(HttpDiscoveryConfig.read(new MapSettings(Map.of("url", URL))));
    assertThat(config.refresh()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.kind()).isEqualTo("http");
  }

  @Test
  void read_refresh_isHeeded() {
    var config =
        HttpDiscoveryConfig.read(new MapSettings(Map.of("url", URL, "refresh_interval", "10s")));
    assertThat(config)
        .isEqualTo(new HttpDiscoveryConfig(URL, Duration.ofSeconds(10), HttpAccess.PLAIN));
  }

  @Test
  void read_keysOfAccess_areHeeded() {
    var config =
        HttpDiscoveryConfig.read(new MapSettings(Map.of("url", URL, "follow_redirects", false)));
    assertThat(config.access().followRedirects()).isFalse();
  }

  @Test
  void read_noUrl_isAMistake() {
    problem(Map.of(), "url: is missing");
    problem(Map.of("url", "inventory/targets"), "url: is not a URL");
    problem(Map.of("url", "ftp://inventory/targets"), "url: is not a URL");
    problem(Map.of("url", "http:///targets"), "url: is not a URL");
  }

  private static void problem(Map<String, String> text, String problem) {
    var settings = new MapSettings(text);
    HttpDiscoveryConfig.read(settings);
    assertThat(settings.problems()).singleElement().asString().startsWith(problem);
  }
}
