package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch;
import dev.sonde.it.Peers;
import dev.sonde.it.packaging.Command.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The compose files of the archive, parsed by Docker Compose.
final class ComposeIT {
  private static final String HOST = "metricsd/docker-compose.host.yml";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compose.yaml",
        "metricsd/docker-compose.yml",
        "metricsd/docker-compose.tls.yml",
        HOST
      })
  void everyFile_isHardened_checked_andBuiltFromTheArchiveItLiesIn(String file) throws Exception {
    Yaml service = service(file);
    assertThat(service.at("read_only").text()).isEqualTo("true");
    assertThat(service.at("cap_drop").texts()).containsExactly("ALL");
    assertThat(service.at("security_opt").texts()).containsExactly("no-new-privileges:true");
    assertThat(service.at("tmpfs").texts()).containsExactly("/tmp");
    for (String key : List.of("cap_add", "privileged", "pid", "user")) {
      assertThat(service.at(key).isThere()).as(key).isFalse();
    }
    assertThat(service.at("healthcheck", "test").texts())
        .containsExactly("CMD", "/usr/local/bin/sonde", "health");
    Path context = Path.of(service.at("build", "context").text());
    assertThat(context.resolve("bin/sonde")).isExecutable();
    assertThat(context.resolve(service.at("build", "dockerfile").text())).exists();
    for (Yaml mount : service.at("volumes").elements()) {
      boolean journal = mount.at("target").text().equals("/var/lib/sonde");
      assertThat(mount.at("type").text()).isEqualTo(journal ? "volume" : "bind");
      assertThat(mount.at("read_only").text()).isEqualTo(journal ? "null" : "true");
    }
  }

  @Test
  void metricsds_publishItsPort_andTakeItsFile() throws Exception {
    Yaml service = service("metricsd/docker-compose.yml");
    assertThat(service.at("ports").elements().getFirst().at("target").text()).isEqualTo("8080");
    assertThat(targets(service)).contains("/etc/metricsd/config.json", "/var/lib/sonde");
  }

  @Test
  void tls_namesFilesThatAreMounted() throws Exception {
    Yaml service = service("metricsd/docker-compose.tls.yml");
    assertThat(targets(service)).contains("/etc/metricsd/certs");
    for (String key : List.of("MC_TLS_CERT_FILE", "MC_TLS_KEY_FILE", "MC_TLS_CA_FILE")) {
      assertThat(service.at("environment", key).text()).startsWith("/etc/metricsd/certs/");
    }
  }

  @Test
  void host_saysWhereTheMachinesFoldersAre() throws Exception {
    Yaml service = service(HOST);
    for (String key : List.of("HOST_PROC", "HOST_SYS", "HOST_ROOT")) {
      assertThat(targets(service)).contains(service.at("environment", key).text());
    }
    Yaml root =
        service.at("volumes").elements().stream()
            .filter(each -> each.at("source").text().equals("/"))
            .findFirst()
            .orElseThrow();
    assertThat(root.at("bind", "propagation").text()).isEqualTo("rslave");
  }

  @Test
  void unknownKey_isSeen() throws Exception {
    String file = Files.readString(ConfigurationsIT.TOP.resolve("compose.yaml"));
    Path spoilt = folder.resolve("compose.yaml");
    Files.writeString(spoilt, file.replace("cap_drop:", "cap_drops:"));
    assertThat(config(spoilt))
        .satisfies(ended -> assertThat(ended.code()).isPositive())
        .satisfies(ended -> assertThat(ended.text()).contains("cap_drops"));
  }

  private static List<String> targets(Yaml service) {
    return service.at("volumes").elements().stream().map(each -> each.at("target").text()).toList();
  }

  private static Yaml service(String file) throws IOException, InterruptedException {
    Ended ended = config(Launch.distribution().resolve("packaging").resolve(file));
    assertThat(ended.code()).as(ended.text()).isZero();
    var services = Yaml.of(ended.text()).at("services");
    assertThat(services.map()).hasSize(1);
    return services.at(String.valueOf(services.map().keySet().iterator().next()));
  }

  private static Ended config(Path file) throws IOException, InterruptedException {
    String compose = Peers.program("docker-compose").toString();
    return Command.in(Launch.distribution()).end(compose, "--file", file.toString(), "config");
  }
}
