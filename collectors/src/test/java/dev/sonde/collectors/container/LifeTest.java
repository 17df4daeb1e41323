package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Containers that come, change and go, told by events.
@Timeout(300)
class LifeTest {
  private static final Path EXPECTED =
      Path.of("src/test/resources/dev/sonde/collectors/container/stopped/expected.txt");
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private static final String BRIEF = "\"name\":\"brief\",\"image\":\"job:1\"";

  /// When containers here were started.
  private static final long NOW = 1_795_191_600_000_000_000L;

  @TempDir Path root;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new Scene(root, ContainerConfig.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void collect_stoppedContainer_tellsItsLife() throws Exception {
    exists(ONE, "job", exited(137, true));
    scene.run();
    assertThat(scene.page()).isEqualTo(Files.readString(EXPECTED));
    assertThat(scene.later().run().out.samples()).hasSize(7);
    assertThat(value("uptime_seconds")).as("an ended one does not grow older").isEqualTo(90);
  }

  @Test
  void collect_startEvent_showsTheNewContainer() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    exists(ONE, "web", running(0));
    scene.engine.event("start", ONE, "\"name\":\"web\",\"image\":\"web:1\"", NOW);
    scene.runUntil(() -> scene.has("restarts_total"));
    assertThat(value("status")).isEqualTo(1);
    assertThat(scene.has("exit_code")).isFalse();
  }

  @Test
  void collect_cameAndWentBetweenTwoRuns_stillShowsItsEnd() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    String who = "\"name\":\"brief\",\"image\":\"job:1\",\"com.docker.compose.project\":\"p\"";
    scene.engine.event("create", ONE, who, NOW);
    scene.engine.event("start", ONE, who, NOW + 1_000_000_000);
    scene.engine.event("die", ONE, who + ",\"exitCode\":\"3\"", NOW + 3_000_000_000L);
    scene.engine.event("destroy", ONE, who, NOW + 3_100_000_000L);
    awaitLater();
    scene.run();
    assertThat(value("status")).isEqualTo(5);
    assertThat(value("exit_code")).isEqualTo(3);
    assertThat(value("uptime_seconds")).isEqualTo(2);
    assertThat(scene.out.page())
        .contains("compose_project=\"p\"", "container_name=\"brief\"", "image=\"job:1\"")
        .doesNotContain("exitCode");
    assertThat(scene.run().out.page()).as("once is enough").doesNotContain(ONE);
  }

  @Test
  void collect_somethingHeardOfOneThatIsGone_stillShowsItsEnd() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    comesAndGoes();
    scene.engine.event("cleanup", ONE, BRIEF, NOW + 3_200_000_000L);
    awaitLater();
    scene.run();
    assertThat(value("exit_code")).isEqualTo(3);
  }

  @Test
  void collect_somethingHeardOfOneWhoseEndWasShown_doesNotBringItBack() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    comesAndGoes();
    awaitLater();
    assertThat(scene.run().has("exit_code")).isTrue();
    scene.engine.hang(true);
    scene.engine.event("cleanup", ONE, BRIEF, NOW + 3_200_000_000L);
    scene.engine.event("die", ONE, BRIEF, NOW + 3_300_000_000L);
    awaitLater("4".repeat(64));
    assertThat(scene.run().out.page()).doesNotContain(ONE);
    scene.engine.hang(false);
  }

  private void comesAndGoes() throws Exception {
    scene.engine.event("start", ONE, BRIEF, NOW);
    scene.engine.event("die", ONE, BRIEF + ",\"exitCode\":\"3\"", NOW + 3_000_000_000L);
    scene.engine.event("destroy", ONE, BRIEF, NOW + 3_100_000_000L);
  }

  private void awaitLater() throws Exception {
    awaitLater("3".repeat(64));
  }

  /// Events come in order: who knows of this one knows of all before it.
  private void awaitLater(String later) throws Exception {
    scene.engine.event("start", later, "\"name\":\"later\",\"image\":\"job:1\"", NOW);
    while (scene.collector.containers().stream().noneMatch(each -> each.id().equals(later))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void collect_one_leavesTheEndOfAnotherToTheNextRun() throws Exception {
    exists(TWO, "web", running(0));
    scene.run();
    scene.engine.awaitListeners(1);
    comesAndGoes();
    awaitLater();
    scene.out.open(scene.time.wallMillis());
    scene.collector.collect(TWO, scene.out);
    assertThat(scene.out.page()).contains("container_name=\"web\"").doesNotContain("job:1");
    scene.collector.collect(ONE, scene.out);
    assertThat(scene.out.page()).as("there is no such container").doesNotContain("brief");
    scene.run();
    assertThat(scene.out.page()).contains("container_exit_code{container_id=\"" + ONE);
    assertThat(scene.run().out.page()).doesNotContain(ONE);
  }

  @Test
  void collect_removedAfterItsEndWasShown_isNotShownAgain() throws Exception {
    exists(ONE, "job", exited(0, false));
    scene.run();
    scene.engine.awaitListeners(1);
    assertThat(scene.has("exit_code")).isTrue();
    scene.engine.event("destroy", ONE, "", NOW);
    scene.runUntil(() -> !scene.has(ONE));
    assertThat(scene.out.samples()).isEmpty();
  }

  @Test
  void collect_startToldAfterItsEngineTold_isTheSameRun() throws Exception {
    exists(ONE, "web", running(0));
    processor();
    scene.runUntil(() -> scene.has("restarts_total") && scene.has("cpu_usage_seconds_total"));
    scene.engine.awaitListeners(1);
    scene.engine.event("start", ONE, "\"name\":\"web\"", NOW + 5_000_000);
    awaitLater();
    scene.later().run();
    assertThat(value("cpu_usage_percent")).isZero();
    assertThat(value("uptime_seconds")).as("by the engine's word").isEqualTo(615);
  }

  @Test
  void collect_startHeardOf_comparesOnWhenItsEngineTells() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    scene.engine.hang(true);
    processor();
    exists(ONE, "web", running(0));
    scene.engine.event("start", ONE, "\"name\":\"web\"", NOW + 5_000_000);
    scene.runUntil(() -> scene.has("cpu_usage_seconds_total"));
    scene.engine.hang(false);
    while (!scene.has("restarts_total")) {
      scene.later().run();
      assertThat(value("cpu_usage_percent")).isZero();
    }
  }

  @Test
  void collect_answerThatAStartOvertook_doesNotCount() throws Exception {
    String page = "/containers/" + ONE + "/json";
    scene.run();
    scene.engine.awaitListeners(1);
    scene.engine.hang(true);
    exists(ONE, "web", "\"RestartCount\":0,\"State\":{\"Status\":\"created\"}");
    scene.engine.event("create", ONE, "\"name\":\"web\"", NOW);
    scene.engine.awaitAsked(page, 1);
    scene.engine.forget(page);
    scene.engine.event("start", ONE, "\"name\":\"web\"", NOW + 1_000_000);
    awaitLater();
    scene.engine.hang(false);
    scene.engine.awaitAsked(page, 2);
    scene.run();
    assertThat(value("status")).isEqualTo(1);
  }

  @Test
  void collect_restarted_comparesWithNothingBefore() throws Exception {
    exists(ONE, "web", running(0));
    processor();
    scene.runUntil(() -> scene.has("restarts_total") && scene.has("cpu_usage_seconds_total"));
    scene.engine.awaitListeners(1);
    scene.engine.forget("/containers/" + ONE + "/json");
    scene.engine.event("die", ONE, "\"exitCode\":\"1\"", NOW + 1_000_000);
    scene.engine.event("start", ONE, "\"name\":\"web\"", NOW + 2_000_000);
    awaitLater();
    scene.later().run();
    assertThat(value("cpu_usage_percent")).isNaN();
    assertThat(value("cpu_usage_seconds_total")).isEqualTo(1);
  }

  /// Files of a container that has used a second.
  private void processor() throws Exception {
    Machine.unpack("==> sys/fs/cgroup/cgroup.controllers <==\ncpu\n", root);
    Machine.unpack("==> sys/fs/cgroup/docker/" + ONE + "/cpu.stat <==\nusage_usec 1000000\n", root);
  }

  @Test
  void collect_renamed_goesOnUnderItsNewName() throws Exception {
    exists(ONE, "old", running(0));
    scene.run();
    scene.engine.awaitListeners(1);
    exists(ONE, "new", running(0));
    scene.engine.event("rename", ONE, "\"name\":\"new\"", NOW);
    scene.runUntil(() -> scene.has("container_name=\"new\""));
    assertThat(scene.has("container_name=\"old\"")).isFalse();
  }

  @Test
  void collect_healthChanges_areShown() throws Exception {
    exists(ONE, "web", health("starting", 0));
    scene.run();
    scene.engine.awaitListeners(1);
    assertThat(value("health_status")).isEqualTo(2);
    exists(ONE, "web", health("unhealthy", 3));
    scene.engine.event("health_status: unhealthy", ONE, "", NOW);
    scene.runUntil(() -> scene.has("health_status") && value("health_status") == 0);
    assertThat(value("health_failing_streak")).isEqualTo(3);
  }

  @Test
  void collect_engineStopped_forgetsWhatItSaidAndComesBackByItself() throws Exception {
    exists(ONE, "web", running(0));
    scene.run();
    scene.engine.awaitListeners(1);
    scene.engine.stop();
    scene.runUntil(() -> !scene.out.absent().isEmpty());
    assertThat(scene.out.absent().toString()).contains("d.sock");
    assertThat(scene.has("container_status")).isFalse();
    exists(TWO, "other", running(1));
    scene.engine.start();
    scene.runUntil(() -> scene.has("restarts_total") && !scene.has(ONE));
    assertThat(scene.has("container_name=\"other\"")).isTrue();
    // that run may have begun when the engine was still away
    assertThat(scene.run().out.absent()).isEmpty();
  }

  /// One run finds it back, the next one has it right.
  @Test
  void collect_engineRestarted_isRightInTheNextRun() throws Exception {
    exists(ONE, "web", running(0));
    scene.run();
    scene.engine.awaitListeners(1);
    scene.engine.stop();
    scene.runUntil(() -> !scene.out.absent().isEmpty());
    exists(TWO, "other", running(1));
    scene.engine.start();
    scene.run();
    scene.engine.awaitListeners(1);
    scene.run();
    assertThat(scene.has("container_name=\"other\"")).isTrue();
    assertThat(scene.out.absent()).isEmpty();
    scene.run();
    assertThat(scene.has(ONE)).isFalse();
  }

  @Test
  void collect_engineGone_filesGoOnAndItsWordDoesNot() throws Exception {
    String folder = "==> sys/fs/cgroup/docker/" + ONE + "/";
    Machine.unpack("==> sys/fs/cgroup/cgroup.controllers <==\nmemory\n", root);
    Machine.unpack(folder + "memory.current <==\n4096\n", root);
    exists(ONE, "web", running(0));
    scene.runUntil(() -> scene.has("container_memory_usage_bytes") && scene.has("_status"));
    scene.engine.awaitListeners(1);
    scene.engine.stop();
    scene.runUntil(() -> !scene.has("container_status"));
    Machine.unpack(folder + "memory.current <==\n8192\n", root);
    scene.later().run();
    assertThat(value("memory_usage_bytes")).isEqualTo(8192);
    assertThat(scene.out.absent().toString()).contains("d.sock");
  }

  @Test
  void collect_endThatNobodyTold_isAskedFor() throws Exception {
    Machine.unpack("==> sys/fs/cgroup/cgroup.controllers <==\nmemory\n", root);
    String pids = "==> sys/fs/cgroup/libpod_parent/libpod-" + ONE + "/pids.current <==\n";
    Machine.unpack(pids + "1\n", root);
    exists(ONE, "web", running(0));
    scene.runUntil(() -> scene.has("restarts_total"));
    exists(ONE, "web", exited(1, false));
    Machine.unpack(pids + "0\n", root);
    scene.runUntil(() -> scene.has("exit_code"));
    assertThat(value("status")).isEqualTo(5);
  }

  @Test
  void collect_engineHangs_runsGoOnAndSaySo() throws Exception {
    scene.close();
    scene = new Scene(root, ContainerConfig.DEFAULT, Duration.ofSeconds(2));
    exists(ONE, "web", running(0));
    scene.run();
    scene.engine.awaitListeners(1);
    scene.engine.stop();
    scene.engine.hang(true); // before anybody can be listened to: events are told whatever hangs
    scene.engine.start();
    scene.runUntil(() -> scene.out.absent().toString().contains("no answer"));
    scene.engine.hang(false);
    scene.runUntil(() -> scene.has("restarts_total") && scene.out.absent().isEmpty());
  }

  @Test
  void collect_manyContainers_keepsAsManyAsAllowedAndSaysSo() throws Exception {
    scene.close();
    scene = new Scene(root, ContainerConfigs.most(1));
    exists(ONE, "one", running(0));
    scene.engine.page(
        Scene.LIST,
        "[{\"Id\":\"%s\",\"State\":\"created\"},{\"Id\":\"%s\",\"State\":\"created\"}]"
            .formatted(ONE, TWO));
    scene.run();
    assertThat(scene.has(ONE)).isTrue();
    assertThat(scene.has(TWO)).isFalse();
    assertThat(scene.out.absent().toString()).contains("1 more than max_containers (1)");
  }

  @Test
  void collect_imageNamedByItsId_getsItsFirstTag() throws Exception {
    String image = "sha256:" + "a".repeat(64);
    exists(ONE, "web", running(0));
    scene.engine.page("/containers/" + ONE + "/json", inspected(ONE, "web", image, running(0)));
    scene.engine.page(
        "/images/sha256%3A" + "a".repeat(64) + "/json", "{\"RepoTags\":[\"web:7\",\"web:8\"]}");
    scene.runUntil(() -> scene.has("restarts_total"));
    assertThat(scene.has("image=\"web:7\"")).isTrue();
  }

  private double value(String name) {
    return scene.out.recorded().stream()
        .filter(each -> each.family().name().equals("container_" + name))
        .filter(each -> each.series().contains(ONE))
        .mapToDouble(each -> each.value())
        .findFirst()
        .orElse(Double.NaN);
  }

  private void exists(String id, String name, String state) {
    scene.engine.page("/containers/" + id + "/json", inspected(id, name, "web:1", state));
    scene.engine.page(
        Scene.LIST,
        "[{\"Id\":\"%s\",\"Names\":[\"/%s\"],\"Image\":\"web:1\",\"State\":\"created\"}]"
            .formatted(id, name));
  }

  private static String inspected(String id, String name, String image, String state) {
    return "{\"Id\":\"%s\",\"Name\":\"/%s\",\"Config\":{\"Image\":\"%s\"},%s}"
        .formatted(id, name, image, state);
  }

  private static String running(int restarts) {
    return """
    "RestartCount":%d,"State":{"Status":"running","OOMKilled":false,"Pid":42,"ExitCode":0,
    "StartedAt":"2026-11-20T16:20:00Z","FinishedAt":"0001-01-01T00:00:00Z"}\
    """
        .formatted(restarts);
  }

  private static String exited(int code, boolean killed) {
    return """
    "RestartCount":4,"State":{"Status":"exited","OOMKilled":%s,"Pid":0,"ExitCode":%d,
    "StartedAt":"2026-11-20T17:20:00.5+01:00","FinishedAt":"2026-11-20T16:21:30.5Z"}\
    """
        .formatted(killed, code);
  }

  private static String health(String status, int streak) {
    return """
    "RestartCount":0,"State":{"Status":"running","Pid":42,"StartedAt":"2026-11-20T16:20:00Z",
    "Health":{"Status":"%s","FailingStreak":%d,"Log":[{"Output":"no"}]}}\
    """
        .formatted(status, streak);
  }
}
