package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.Sample;
import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DockerDiscoveryConfigTest {
  private static final String HOST = "unix:///var/run/docker.sock";
  private MapSettings settings = new MapSettings(Map.of());

  @Test
  void read_sample_hasEveryKeyAtItsDefault() throws Exception {
    var sample = new HashMap<>(Sample.of("docker"));
    DockerDiscoveryConfig read = read(sample);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked()).containsAll(sample.keySet());
    assertThat(read.filters()).containsExactly(new Filter("label", List.of("metrics=yes")));
    sample.remove("filters");
    assertThat(read(sample)).isEqualTo(read(Map.of("host", HOST)));
    assertThat(read.kind()).isEqualTo("docker");
    assertThat(read.port()).isEqualTo(80);
    assertThat(read.hostNetworkingHost()).isEqualTo("localhost");
    assertThat(read.matchFirstNetwork()).isTrue();
    assertThat(read.refreshInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void read_otherValues_areHeeded() {
    var read =
        read(
            Map.of(
                "host",
                "tcp://build:2376",
                "port",
                9100,
                "host_networking_host",
                "10.0.0.1",
                "match_first_network",
                false,
                "refresh_interval",
                "10s",
                "tls_config",
                Map.of("ca_file", "ca.pem")));
    assertThat(settings.problems()).isEmpty();
    assertThat(read.port()).isEqualTo(9100);
    assertThat(read.hostNetworkingHost()).isEqualTo("10.0.0.1");
    assertThat(read.matchFirstNetwork()).isFalse();
    assertThat(read.refreshInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.endpoint().base()).isEqualTo("https://build:2376");
    assertThat(read(Map.of("host", "tcp://build")).endpoint().base())
        .isEqualTo("http://build:2375");
  }

  @Test
  void read_badHost_isAMistake() {
    problem(Map.of(), "host: is missing");
    problem(Map.of("host", "docker"), "host: is not an address of a container engine");
    problem(Map.of("host", "ssh://me@far"), "host: is reached by ssh");
    problem(Map.of("host", "tcp://me:hunter2@build:1"), "host: is not an address");
    assertThat(settings.problems().toString()).doesNotContain("hunter2");
    problem(Map.of("host", HOST, "filters", List.of(Map.of("values", List.of("a")))), "");
  }

  @Test
  void labelled_defaults_areDocumented() {
    settings = new MapSettings(Map.of());
    var read = LabelledDiscoveryConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(read.prefix()).isEqualTo("prometheus.io");
    assertThat(read.host()).isEqualTo("127.0.0.1");
    assertThat(read.published()).isEmpty();
    assertThat(read.refreshInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.kind()).isEqualTo("containers");
    assertThat(read.place()).isEqualTo("the containers of this machine");
    assertThat(settings.asked())
        .contains("endpoints", "tls", "prefix", "host", "published", "refresh_interval");
  }

  @Test
  void labelled_otherValues_areHeeded() {
    settings =
        new MapSettings(
            Map.of(
                "endpoints",
                List.of("tcp://build:2375"),
                "prefix",
                "com.example",
                "published",
                true));
    var read = LabelledDiscoveryConfig.read(settings);
    assertThat(read.prefix()).isEqualTo("com.example");
    assertThat(read.published()).contains(true);
    assertThat(read.place()).isEqualTo("the containers of tcp://build:2375");
  }

  private void problem(Map<String, ?> keys, String problem) {
    read(keys);
    assertThat(settings.problems()).singleElement().asString().startsWith(problem);
  }

  private DockerDiscoveryConfig read(Map<String, ?> keys) {
    settings = new MapSettings(keys);
    return DockerDiscoveryConfig.read(settings, Path.of("/etc/sonde"));
  }
}
