package dev.sonde.collectors.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusSettingsTest {
  @Test
  void files_lieBesideTheFileThatNamesThem() {
    PrometheusSettings in =
        settings(
            Map.of(
                "ca_file",
                "ca.pem",
                "key_file",
                "/abs/key.pem",
                "files",
                List.of("a.json", "/b/*.yml"),
                "regex",
                "a.pem",
                "empty_file",
                ""));
    assertThat(in.text("ca_file", "H.")).contains("/etc/prometheus/ca.pem");
    assertThat(in.text("key_file", "", "H.")).isEqualTo("/abs/key.pem");
    assertThat(in.text("regex", "", "H.")).isEqualTo("a.pem");
    assertThat(in.text("empty_file", "", "H.")).isEmpty();
    assertThat(in.texts("files", List.of(), "H."))
        .containsExactly("/etc/prometheus/a.json", "/b/*.yml");
    assertThat(in.parsedList("files", List.of(), Path::of, "H.")).contains(Path.of("/b/*.yml"));
  }

  @Test
  void files_ofInnerSections_lieThereToo() {
    PrometheusSettings in = settings(Map.of("tls_config", Map.of("ca_file", "ca.pem")));
    assertThat(in.<String>section("tls_config", "H.", tls -> tls.required("ca_file", "H.")))
        .isEqualTo("/etc/prometheus/ca.pem");
  }

  @Test
  void labels_areNoFiles() {
    PrometheusSettings in = settings(Map.of("labels", Map.of("x_file", "y")));
    assertThat(in.map("labels", "H.")).containsEntry("x_file", "y");
  }

  @Test
  void flags_areThoseOfYamlOneOne() {
    PrometheusSettings in = settings(Map.of("a", "yes", "b", "off", "c", "maybe"));
    assertThat(in.flag("a", false, "H.")).isTrue();
    assertThat(in.flag("b", "H.")).contains(false);
    assertThat(in.flag("absent", "H.")).isEmpty();
    assertThat(in.flag("c", true, "H.")).isTrue();
  }

  private static PrometheusSettings settings(Map<String, ?> values) {
    return new PrometheusSettings(new MapSettings(values), Path.of("/etc/prometheus"));
  }
}
