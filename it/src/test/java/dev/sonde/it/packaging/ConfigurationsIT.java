package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every configuration under `packaging`, checked by Sonde itself.
final class ConfigurationsIT {
  static final Path TOP = Path.of("../packaging").toAbsolutePath().normalize();
  static final Path METRICSD = TOP.resolve("metricsd/config.example.json");

  @TempDir private Path folder;

  @Test
  void metricsdsExample_isGood() throws Exception {
    assertThat(check(METRICSD)).contains("configuration is good", "profile metricsd");
  }

  @Test
  void sondesExample_isGood() throws Exception {
    assertThat(check(TOP.resolve("sonde.yaml"))).contains("configuration is good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes.yaml", "metricsd/kubernetes/deployment.yaml"})
  void configMaps_holdGoodConfigurations(String file) throws Exception {
    Yaml map =
        Yaml.documents(TOP.resolve(file)).stream()
            .filter(each -> each.at("kind").text().equals("ConfigMap"))
            .findFirst()
            .orElseThrow();
    assertThat(map.at("data").map()).isNotEmpty();
    for (Map.Entry<?, ?> each : map.at("data").map().entrySet()) {
      Path written = folder.resolve(String.valueOf(each.getKey()));
      Files.writeString(written, String.valueOf(each.getValue()));
      assertThat(check(written)).contains("configuration is good");
    }
  }

  @Test
  void nodeName_isALabelOfWhatTheDaemonSetsCollect() throws Exception {
    String value = "{node: \"10\"}";
    assertThat(sonde("SONDE_LABELS", value, "config", "-config", METRICSD.toString()))
        .containsPattern("node: ['\"]?10");
  }

  private String check(Path configuration) throws IOException, InterruptedException {
    return sonde("NODE_NAME", "node-1", "check", "-config", configuration.toString());
  }

  private String sonde(String variable, String value, String... words)
      throws IOException, InterruptedException {
    var all = new String[words.length + 1];
    all[0] = Launch.distribution().resolve("bin/sonde").toString();
    System.arraycopy(words, 0, all, 1, words.length);
    return Command.in(folder)
        .with("SONDE_JAVA_HOME", System.getProperty("java.home"))
        .with(variable, value)
        .run(all);
  }
}
