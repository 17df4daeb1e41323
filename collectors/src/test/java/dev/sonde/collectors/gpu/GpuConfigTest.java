package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class GpuConfigTest {
  private final GpuCollectorFactory factory =
      new GpuCollectorFactory(new ManualTime("2026-01-01T00:00:00Z"));

  @Test
  void read_nothing_isTheDefault() {
    assertThat(factory.read(new MapSettings(Map.of()))).isEqualTo(GpuConfig.DEFAULT);
    assertThat(factory.name()).isEqualTo("gpu");
    assertThat(factory.onByDefault()).isTrue();
  }

  @Test
  void read_sample_namesEveryKeyAtItsDefault() throws IOException {
    Map<?, ?> sample = sample();
    var settings = new MapSettings(sample);
    assertThat(factory.read(settings)).isEqualTo(GpuConfig.DEFAULT);
    assertThat(settings.problems()).isEmpty();
    assertThat(sample.keySet().stream().map(String::valueOf).toList())
        .containsExactlyInAnyOrderElementsOf(settings.asked());
  }

  @Test
  void read_everyKeyChanged_isHeeded() {
    var changed =
        Map.of(
            "nvidia",
            "nvidia_smi",
            "amd",
            false,
            "jetson",
            false,
            "processes",
            false,
            "pcie_throughput",
            false,
            "answer_timeout",
            "0.5s",
            "nvml",
            "/opt/libnvidia-ml.so.1",
            "nvidia_smi",
            "/opt/nvidia-smi");
    assertThat(factory.read(new MapSettings(changed)))
        .isEqualTo(
            new GpuConfig(
                GpuConfig.Nvidia.NVIDIA_SMI,
                false,
                false,
                false,
                false,
                Duration.ofMillis(500),
                Optional.of(Path.of("/opt/libnvidia-ml.so.1")),
                Optional.of(Path.of("/opt/nvidia-smi"))));
  }

  @Test
  void read_pathThatIsNotWhole_isRefused() {
    var settings = new MapSettings(Map.of("nvml", "libnvidia-ml.so.1"));
    assertThat(factory.read(settings).nvml()).isEmpty();
    assertThat(settings.problems()).hasSize(1);
  }

  @Test
  void all_families_areNamedOnceAndExplained() {
    assertThat(GpuFamilies.all()).extracting(Family::name).doesNotHaveDuplicates();
    assertThat(GpuFamilies.all())
        .allSatisfy(family -> {
          assertThat(family.name()).matches("system_gpu_[a-z_]+");
          assertThat(family.help()).isNotBlank().endsWith(".").doesNotContain("\n");
          boolean counter = family.kind() == Kind.COUNTER;
          assertThat(family.name().endsWith("_total")).isEqualTo(counter);
        });
    for (Figure each : Figure.values()) {
      assertThat(GpuFamilies.all()).contains(each.family);
    }
  }

  private static Map<?, ?> section(Map<?, ?> of, String key) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(key));
  }

  private static Map<?, ?> sample() throws IOException {
    try (InputStream in = GpuConfig.class.getResourceAsStream("sample.yaml")) {
      var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return section(section(root, "collectors"), "gpu");
    }
  }
}
