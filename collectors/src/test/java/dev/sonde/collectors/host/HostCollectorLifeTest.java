package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.collectors.files.Roots;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCollectorLifeTest {
  @TempDir Path root;
  private final RecordingRecorder out = new RecordingRecorder().open(0);

  @Test
  void collect_wrongRoot_failsAndSaysWhatToCheck() {
    try (HostCollector collector = collector()) {
      assertThatThrownBy(() -> collector.collect(out))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("HOST_PROC");
    }
  }

  @Test
  void collect_countersThatStepBack_haveNoPercentForThatRun() throws Exception {
    try (HostCollector collector = collector()) {
      check(collector, 1000, 1000, null);
      check(collector, 1025, 1075, 25.0);
      check(collector, 10, 20, null);
      check(collector, 40, 30, 75.0);
      check(collector, 40, 30, null);
    }
  }

  @Test
  void collect_interruptedThread_endsTheRunAndNotTheCollector() throws Exception {
    try (HostCollector collector = collector()) {
      check(collector, 1000, 1000, null);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> collector.collect(out)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      check(collector, 1100, 1300, 25.0);
    }
  }

  @Test
  void close_twice_isFine() throws Exception {
    HostCollector collector = collector();
    check(collector, 1, 1, null);
    collector.close();
    collector.close();
  }

  @Test
  void of_environment_winsOverMountedAndOwnFolders() throws IOException {
    assertThat(Roots.of(Map.of(), root).proc()).isEqualTo(root.resolve("proc"));
    Machine.parse("==> host/proc/stat <==\n").unpack(root);
    assertThat(Roots.of(Map.of(), root).proc()).isEqualTo(root.resolve("host/proc"));
    assertThat(Roots.of(Map.of(), root).root()).isEqualTo(root);
    assertThat(Roots.of(Map.of("HOST_PROC", "/elsewhere", "HOST_SYS", ""), root).proc())
        .isEqualTo(Path.of("/elsewhere"));
  }

  private void check(HostCollector collector, long busy, long idle, Double expected)
      throws Exception {
    String times = " " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\n";
    Machine.parse("==> proc/stat <==\ncpu " + times + "cpu0" + times).unpack(root);
    out.open(0);
    collector.collect(out);
    assertThat(out.samples().get("system_cpu_usage_total_percent")).isEqualTo(expected);
    assertThat(out.samples().get("system_cpu_usage_percent{core=\"0\"}")).isEqualTo(expected);
  }

  private HostCollector collector() {
    Roots roots = Roots.of(Map.of(), root);
    return new HostCollector(
        HostConfig.DEFAULT, () -> roots, new ListedSpace(root, List.of()), new DirectCalls());
  }
}
