package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Numbers of engines elsewhere, from answers of real ones.
@Timeout(300)
class StatsTest {
  private static final Path STATS =
      Path.of("src/test/resources/dev/sonde/collectors/container/stats");
  private static final String ID = "1".repeat(64);
  private static final Known.Plan PLAN = new Known.Plan(true, 268_435_456, "");

  @TempDir Path root;

  @Test
  void of_dockerOnVersionOne_hasAll() throws Exception {
    Vitals vitals = vitals("docker-20.10.24");
    assertThat(vitals.of(Vital.CPU_SECONDS)).isPositive();
    assertThat(vitals.of(Vital.MEMORY_LIMIT)).isEqualTo(268_435_456);
    assertThat(vitals.of(Vital.MEMORY_RSS)).isPositive();
    assertThat(vitals.of(Vital.DISK_WRITE_BYTES)).isPositive();
    assertThat(vitals.of(Vital.DISK_WRITE_OPS)).isPositive();
    assertThat(vitals.network.at(0).name).isEqualTo("eth0");
  }

  @Test
  void of_dockerOnVersionTwo_hasDiskBytesInSpiteOfSmallLetters() throws Exception {
    Vitals vitals = vitals("docker-20.10.24-cgroup2");
    assertThat(vitals.of(Vital.DISK_WRITE_BYTES)).isPositive();
    assertThat(vitals.of(Vital.PIDS_LIMIT)).as("2^64 - 1 is none").isNaN();
    assertThat(vitals.of(Vital.MEMORY_INACTIVE_FILE)).isNotNaN();
    assertThat(vitals.network.count()).isZero();
  }

  @Test
  void of_podmanOnVersionTwo_hasOpsAmongTheBytes() throws Exception {
    Vitals vitals = vitals("podman-4.3.1-cgroup2");
    assertThat(vitals.of(Vital.DISK_WRITE_BYTES)).isPositive();
    assertThat(vitals.of(Vital.DISK_WRITE_OPS)).isPositive();
    assertThat(vitals.of(Vital.MEMORY_RSS)).as("it does not say").isNaN();
  }

  @Test
  void collect_noFilesOfIt_asksTheEngineBetweenRuns() throws Exception {
    try (var scene = new Scene(root, ContainerConfig.DEFAULT)) {
      scene.engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"running\"}]");
      scene.engine.page(
          "/containers/" + ID + "/json",
          "{\"Id\":\"%s\",\"State\":{\"Status\":\"running\"},\"Config\":{\"Image\":\"i\"}}"
              .formatted(ID));
      String page = "/containers/" + ID + "/stats";
      scene.engine.page(page, stats(1_000_000_000, "2026-11-20T16:30:00Z"));
      scene.runUntil(() -> scene.has("container_memory_usage_bytes"));
      scene.engine.page(page, stats(4_000_000_000L, "2026-11-20T16:30:10Z"));
      scene.runUntil(() -> scene.has("container_cpu_usage_percent"));
      assertThat(scene.page())
          .contains("container_cpu_usage_percent{container_id=\"" + ID)
          .containsPattern("container_cpu_usage_percent\\{[^}]*} 30\n");
      scene.runUntil(() -> scene.page().matches("(?s).*cpu_usage_seconds_total\\{[^}]*} 4\n.*"));
    }
  }

  private static String stats(long cpu, String read) {
    return """
    {"read":"%s","cpu_stats":{"cpu_usage":{"total_usage":%d}},"memory_stats":{"usage":5}}\
    """
        .formatted(read, cpu);
  }

  private static Vitals vitals(String file) throws Exception {
    var vitals = new Vitals();
    vitals.clear();
    Stats.of(Trees.read(Files.readString(STATS.resolve(file + ".json"))), PLAN).write(vitals);
    return vitals;
  }
}
