package dev.sonde.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.quickstart.QuickStart;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.framework.CollectorRegistry;
import dev.sonde.framework.UnknownContainerException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The quick start of docs/framework.md, and a registry, over containers of a real Podman.
final class QuickStartIT {
  private static Podman podman;

  @BeforeAll
  static void start() throws Exception {
    podman = Podman.start();
    podman.podman(
        "run",
        "--detach",
        "--network=none",
        "--name=web",
        "--memory=64m",
        "localhost/bare:1",
        "sh",
        "-c",
        "while :; do sleep 1; done");
  }

  @AfterAll
  static void end() throws Exception {
    if (podman != null) {
      podman.close();
    }
  }

  @Test
  void quickStart_showsTheContainer() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var registry = registry();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      QuickStart.run(registry, "web", out);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("(?m)^container_cpu_usage_percent: [0-9.]+ percent$")
        .contains("container_memory_limit_bytes: 6.7108864E7 bytes")
        .contains("container_status: 1.0 ")
        .containsPattern(
            "(?m)^container_cpu_usage_percent\\{container_id=\"[0-9a-f]{64}\",container_name=\"web\","
                + "environment=\"production\",image=\"localhost/bare:1\",runtime=\"podman\"\\} [0-9.]+ [0-9]{13}$")
        .contains("Healthy: true\nLast error: none\nError count: 0\n");
  }

  @Test
  void builtInCollectors_showTheSeriesThatTheAgentShows() throws Exception {
    var agents = new TreeSet<String>();
    try (var measured = new Measured("unix://" + podman.socket())) {
      measured.runUntil(
          () -> measured.has("web", "restarts_total") && measured.has("web", "cpu_usage_percent"));
      measured
          .page()
          .lines()
          .filter(line -> line.startsWith("container_"))
          .forEach(line -> agents.add(line.replaceAll(" [^ ]*$", "")));
    }
    var own = new TreeSet<String>();
    try (var registry = registry()) {
      for (var each : registry.types().createDefaultCollectors().values()) {
        registry.register(each);
      }
      List<MetricValue> values = registry.collectAll("web");
      values.forEach(each -> own.add(each.name() + each.labels()));
      assertThat(registry.containers()).extracting(Container::name).containsExactly("web");
      assertThat(registry.status()).allSatisfy(each -> assertThat(each.errorCount()).isZero());
    }
    assertThat(own).isEqualTo(agents);
  }

  @Test
  void unknownContainer_isNamed() {
    try (var registry = registry()) {
      assertThatThrownBy(
              () -> {
                registry.register(
                    registry.createCollectorBuilder().name("a").build("cpu").orElseThrow());
                registry.collectAll("gone");
              })
          .isInstanceOf(UnknownContainerException.class)
          .hasMessage("no container is called \"gone\"; known are web");
    }
  }

  private static CollectorRegistry registry() {
    return new CollectorRegistry(Map.of("DOCKER_HOST", "unix://" + podman.socket()), List.of());
  }
}
