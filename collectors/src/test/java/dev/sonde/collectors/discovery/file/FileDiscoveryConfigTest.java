package dev.sonde.collectors.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.collectors.discovery.Sample;
import dev.sonde.testkit.MapSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDiscoveryConfigTest {
  @Test
  void read_sample_hasEveryKeyAtItsDefault() throws Exception {
    var settings = new MapSettings(Sample.of("file"));
    var config = FileDiscoveryConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked()).isEqualTo(Sample.of("file").keySet());
    assertThat(config)
        .isEqualTo(FileDiscoveryConfig.read(new MapSettings(Map.of("files", config.files()))));
    assertThat(config.refresh()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void read_refresh_isHeeded() {
    var settings = new MapSettings(Map.of("files", List.of("a.yml"), "refresh_interval", "10s"));
    assertThat(FileDiscoveryConfig.read(settings))
        .isEqualTo(new FileDiscoveryConfig(List.of("a.yml"), Duration.ofSeconds(10)));
  }

  @Test
  void read_noFiles_isAMistake() {
    var settings = new MapSettings(Map.of());
    FileDiscoveryConfig.read(settings);
    assertThat(settings.problems()).containsExactly("files: is missing; name one file at least");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.json",
        "a.yml",
        "/x/a.yaml",
        "A.JSON",
        "x/*.yml",
        "*.json",
        "/*.yml",
        "x.d/t*.b*.yml"
      })
  void path_asPrometheusHasIt_isAllowed(String path) {
    assertThatCode(() -> new FilePattern(path)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a.txt",
        "a.Json",
        "*/a.yml",
        "x*/a.yml",
        "a.yml/",
        "a.yml/b",
        "a.json*",
        "a\0.yml"
      })
  void path_unlikePrometheus_isRefused(String path) {
    assertThatThrownBy(() -> new FilePattern(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pattern_matchesAsAShellDoes() {
    var names = new FilePattern("x/t?-*.b\\*.yml").names();
    assertThat(names.matches("t?-anything.b\\x.yml")).isTrue();
    assertThat(names.matches("tx-anything.b\\x.yml")).isFalse();
  }
}
