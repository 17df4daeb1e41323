package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.Sample;
import dev.sonde.testkit.MapSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DnsDiscoveryConfigTest {
  private static final List<String> NAMES = List.of("_metrics._tcp.example.com");

  @Test
  void read_sample_hasEveryKeyAtItsDefault() throws Exception {
    var settings = new MapSettings(Sample.of("dns"));
    var config = DnsDiscoveryConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked()).isEqualTo(Sample.of("dns").keySet());
    assertThat(config).isEqualTo(DnsDiscoveryConfig.read(new MapSettings(Map.of("names", NAMES))));
    assertThat(config)
        .isEqualTo(new DnsDiscoveryConfig(NAMES, RecordType.SRV, 0, Duration.ofSeconds(30)));
    assertThat(config.kind()).isEqualTo("dns");
  }

  @Test
  void read_everyKey_isHeeded() {
    var settings =
        new MapSettings(
            Map.of("names", NAMES, "type", "aaaa", "port", 9100, "refresh_interval", "10s"));
    assertThat(DnsDiscoveryConfig.read(settings))
        .isEqualTo(new DnsDiscoveryConfig(NAMES, RecordType.AAAA, 9100, Duration.ofSeconds(10)));
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void read_mistakes_areSaid() {
    problem(Map.of(), "names: is missing; write one name at least");
    problem(Map.of("names", NAMES, "type", "TXT"), "type: is not one of SRV, A, AAAA, MX, NS");
    problem(Map.of("names", NAMES, "type", "A"), "port: is missing; only SRV records have one");
  }

  private static void problem(Map<String, Object> text, String problem) {
    var settings = new MapSettings(text);
    DnsDiscoveryConfig.read(settings);
    assertThat(settings.problems()).containsExactly(problem);
  }
}
