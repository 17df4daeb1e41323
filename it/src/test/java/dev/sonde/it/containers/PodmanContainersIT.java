package dev.sonde.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Containers of a real Podman, whose API comes and goes.
final class PodmanContainersIT {
  private static Podman podman;
  private final List<String> made = new ArrayList<>();
  private Measured measured;

  @BeforeAll
  static void start() throws Exception {
    podman = Podman.start();
  }

  @AfterAll
  static void end() throws Exception {
    if (podman != null) {
      podman.close();
    }
  }

  @BeforeEach
  void open() {
    measured = new Measured("unix://" + podman.socket());
  }

  @AfterEach
  void close() throws Exception {
    measured.close();
    for (String each : made) {
      podman.podman("rm", "--force", "--time=0", each);
    }
  }

  @Test
  void collect_burner_isWithinItsLimits() throws Exception {
    container("burn", Loads.BURN, "--cpus=" + Loads.LIMIT, "--memory=64m");
    measured.runUntil(() -> measured.has("burn", "restarts_total"));
    Loads.checkBurner(measured, "burn", () -> awaitExit("sleep " + Loads.PASSES));
    assertThat(measured.value("burn", "memory_limit_bytes")).hasValue(64 << 20);
    assertThat(measured.value("burn", "pids_limit")).hasValue(2048);
    assertThat(measured.value("burn", "status")).hasValue(1);
    assertThat(measured.page()).contains("runtime=\"podman\"");
  }

  @Test
  void collect_connectionThatPodmanKeeps_isFound() throws Exception {
    container("named", "sleep 1000");
    try (var found = new Measured(podman.connected())) {
      found.runUntil(() -> found.has("named", "status"));
      assertThat(found.value("named", "status")).hasValue(1);
      assertThat(found.page()).contains("runtime=\"podman\"");
    }
  }

  @Test
  void collect_writer_wroteWhatProcSays() throws Exception {
    container("writer", Loads.WRITE, "--cpus=0.1");
    measured.runUntil(() -> measured.has("writer", "restarts_total"));
    String pid = podman.podman("inspect", "--format={{.State.Pid}}", "writer");
    Loads.checkWriter(measured, "writer", Long.parseLong(pid));
  }

  @Test
  void collect_endThatPodmanHasNotNoticed_isShown() throws Exception {
    container("job", "sleep 2; exit 5");
    measured.runUntil(() -> measured.has("job", "exit_code"));
    assertThat(measured.value("job", "exit_code")).hasValue(5);
    assertThat(measured.value("job", "status")).hasValue(5);
  }

  @Test
  void collect_apiKilledAndBack_inventoryIsRightAgain() throws Exception {
    container("lasting", "while :; do sleep 1; done");
    measured.runUntil(() -> measured.has("lasting", "restarts_total"));
    podman.kill();
    measured.runUntil(() -> !measured.absent().equals("{}"));
    assertThat(measured.has("lasting", "memory_usage_bytes")).isTrue();
    assertThat(measured.has("lasting", "status")).isFalse();
    container("meanwhile", "while :; do sleep 1; done");
    podman.restart();
    measured.runUntil(() -> measured.has("meanwhile", "restarts_total"));
    assertThat(measured.has("lasting", "status")).isTrue();
    assertThat(measured.absent()).isEqualTo("{}");
  }

  /// Lets as long go by as a command takes in a container.
  private static void awaitExit(String script) throws Exception {
    podman.podman("run", "--rm", "--network=none", "localhost/bare:1", "sh", "-c", script);
  }

  private void container(String name, String script, String... options) throws Exception {
    made.add(name);
    var words = new ArrayList<>(List.of("run", "--detach", "--network=none", "--name=" + name));
    words.addAll(List.of(options));
    words.addAll(List.of("localhost/bare:1", "sh", "-c", script));
    podman.podman(words.toArray(String[]::new));
  }
}
