package dev.sonde.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.packaging.BareRoot;
import dev.sonde.it.packaging.DockerDaemon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Containers of a real Docker engine that burn, write, flap and are gone too soon.
final class DockerContainersIT {
  private static DockerDaemon docker;
  private final List<String> made = new ArrayList<>();
  private Measured measured;

  @BeforeAll
  static void start() throws Exception {
    docker = DockerDaemon.start();
    BareRoot.into(docker);
  }

  @AfterAll
  static void end() throws Exception {
    if (docker != null) {
      docker.close();
    }
  }

  @BeforeEach
  void open() {
    measured = new Measured("unix://" + docker.socket());
  }

  @AfterEach
  void close() throws Exception {
    measured.close();
    for (String each : made) {
      docker.docker("rm", "--force", each);
    }
  }

  @Test
  void collect_burner_usesWhatItsLimitAllows() throws Exception {
    container("burn", Loads.BURN, "--cpus=" + Loads.LIMIT, "--memory=64m");
    Loads.checkBurner(measured, "burn", () -> awaitExit("sleep " + Loads.PASSES));
    assertThat(measured.value("burn", "memory_limit_bytes")).hasValue(64 << 20);
    assertThat(measured.value("burn", "pids").orElseThrow()).isEqualTo(1);
    assertThat(measured.value("burn", "status")).hasValue(1);
  }

  @Test
  void collect_writer_wroteWhatProcSays() throws Exception {
    container("writer", Loads.WRITE, "--cpus=0.1");
    measured.runUntil(() -> measured.has("writer", "restarts_total"));
    String pid = docker.docker("inspect", "--format={{.State.Pid}}", "writer");
    Loads.checkWriter(measured, "writer", Long.parseLong(pid));
  }

  @Test
  void collect_flapping_countsRestarts() throws Exception {
    container("flap", "exit 1", "--restart=always");
    measured.runUntil(() -> measured.value("flap", "restarts_total").orElse(0) >= 2);
    int now = Integer.parseInt(docker.docker("inspect", "--format={{.RestartCount}}", "flap"));
    assertThat(measured.value("flap", "restarts_total").orElseThrow()).isBetween(2.0, now + 0.0);
  }

  @Test
  void collect_stopped_hasItsExitCodeAndNothingOfACgroup() throws Exception {
    container("job", "exit 7");
    docker.docker("wait", "job");
    measured.runUntil(() -> measured.has("job", "exit_code"));
    assertThat(measured.value("job", "exit_code")).hasValue(7);
    assertThat(measured.value("job", "status")).hasValue(5);
    assertThat(measured.has("job", "memory_usage_bytes")).isFalse();
  }

  @Test
  void collect_cameAndWentBetweenTwoRuns_showsItsEnd() throws Exception {
    measured.run();
    container("lasting", "while :; do sleep 1; done");
    measured.runUntil(() -> measured.has("lasting", "status"));
    docker.docker(
        "run",
        "--rm",
        "--detach",
        "--network=none",
        "--name=brief",
        "base:bare",
        "sh",
        "-c",
        "exit 3");
    awaitGone("brief");
    measured.runUntil(() -> measured.has("brief", "exit_code"));
    assertThat(measured.value("brief", "exit_code")).hasValue(3);
    container("after", "while :; do sleep 1; done");
    measured.runUntil(() -> measured.has("after", "status"));
    measured.run();
    assertThat(measured.has("brief", "status"))
        .as("events come in order: a run after it is known what came after, it is gone")
        .isFalse();
  }

  @Test
  void collect_outOfMemory_isCounted() throws Exception {
    container("greedy", "tail /dev/zero", "--memory=16m", "--memory-swap=16m");
    docker.docker("wait", "greedy");
    measured.runUntil(() ->
        measured.value("greedy", "oom_killed").orElse(0) == 1
            && measured.has("greedy", "exit_code"));
    assertThat(measured.value("greedy", "exit_code")).hasValue(137);
    assertThat(measured.value("greedy", "oom_killed")).hasValue(1);
  }

  @Test
  void collect_engineStandsStill_filesGoOn() throws Exception {
    container("lasting", "while :; do sleep 1; done");
    measured.runUntil(() -> measured.has("lasting", "restarts_total"));
    docker.signal("STOP");
    try {
      for (int i = 0; i < 20; i++) {
        measured.run();
        assertThat(measured.has("lasting", "memory_usage_bytes")).isTrue();
      }
    } finally {
      docker.signal("CONT");
    }
    container("later", "while :; do sleep 1; done");
    measured.runUntil(() -> measured.has("later", "cpu_usage_seconds_total"));
    assertThat(measured.absent()).isEqualTo("{}");
  }

  private void container(String name, String script, String... options)
      throws IOException, InterruptedException {
    made.add(name);
    var words = new ArrayList<>(List.of("run", "--detach", "--network=none", "--name=" + name));
    words.addAll(List.of(options));
    words.addAll(List.of("base:bare", "sh", "-c", script));
    docker.docker(words.toArray(String[]::new));
  }

  /// Lets as long go by as a command takes in a container.
  private void awaitExit(String script) throws IOException, InterruptedException {
    docker.docker("run", "--rm", "--network=none", "base:bare", "sh", "-c", script);
  }

  private static void awaitGone(String name) throws IOException, InterruptedException {
    while (!docker.docker("ps", "--all", "--quiet", "--filter=name=^" + name + "$").isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
