package dev.sonde.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A Podman that notices ends at once, and starts again what has ended.
final class PodmanRestartsIT {
  @Test
  void collect_flappingAndBrief_countsRestartsAndShowsEnds() throws Exception {
    try (var podman = Podman.whole();
        var measured = new Measured("unix://" + podman.socket())) {
      measured.run();
      run(podman, "flap", "exit 1", "--detach", "--restart=always");
      measured.runUntil(() -> measured.value("flap", "restarts_total").orElse(0) >= 2);
      String count = podman.podman("inspect", "--format={{.RestartCount}}", "flap");
      assertThat(measured.value("flap", "restarts_total").orElseThrow())
          .isBetween(2.0, Double.parseDouble(count));
      run(podman, "brief", "exit 3", "--detach", "--rm");
      while (!removed(podman).contains("brief")) {
        Thread.onSpinWait();
      }
      measured.runUntil(() -> measured.has("brief", "exit_code"));
      assertThat(measured.value("brief", "exit_code")).hasValue(3);
      run(podman, "after", "sleep 1000", "--detach");
      measured.runUntil(() -> measured.has("after", "status"));
      measured.run();
      assertThat(measured.has("brief", "status"))
          .as("events come in order: a run after it is known what came after, it is gone")
          .isFalse();
    }
  }

  /// Whose end is told to whoever listens: a container may be gone before that.
  private static String removed(Podman podman) throws Exception {
    return podman.podman("events", "--stream=false", "--filter=event=remove", "--format={{.Name}}");
  }

  private static void run(Podman podman, String name, String script, String... options)
      throws Exception {
    var words = new ArrayList<>(List.of("run", "--network=none", "--name=" + name));
    words.addAll(List.of(options));
    words.addAll(List.of("localhost/bare:1", "sh", "-c", script));
    podman.podman(words.toArray(String[]::new));
  }
}
