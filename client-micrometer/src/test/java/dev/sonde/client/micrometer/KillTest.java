package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.Closing;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program that measures is killed with -9 under load, once with its hub there and once without.
/// Every publication that was on the disk arrives whole, nothing arrives twice, each series in
/// order.
@Timeout(300)
class KillTest {
  private static final int ROUNDS = 2;
  private static final int NUMBERS = 1_000_000;

  /// `steps_total`, and of the timer `_count`, `_sum`, `_max` and two buckets.
  private static final List<String> SERIES =
      List.of(
          "steps_total",
          "busy_seconds_count",
          "busy_seconds_sum",
          "busy_seconds_max",
          "busy_seconds_bucket{le=\"60.0\"}",
          "busy_seconds_bucket{le=\"+Inf\"}");

  @TempDir private Path folder;

  @Test
  void whatWasPublished_arrivesOnce_thoughItsProgramIsKilled() throws Exception {
    var random = new Random(11);
    var durable = new ArrayList<Long>();
    try (var hub = TestHub.open()) {
      durable.addAll(killed(hub, NUMBERS, random.nextInt(200, 600)));
      hub.down();
      durable.addAll(killed(hub, ROUNDS * NUMBERS, random.nextInt(200, 600)));
      hub.up();
      var sink = MetricsSink.open(SinkConfig.inFolder(hub.url(), folder));
      assertThat(sink.close(Duration.ofMinutes(2))).isEqualTo(new Closing(0, 0));
      assertThat(durable).hasSizeGreaterThan(400);
      assertThat(hub.taken()).doesNotHaveDuplicates();
      for (String series : SERIES) {
        List<Long> times = times(hub, series);
        assertThat(times).isSorted().doesNotHaveDuplicates();
        Set<Long> lost = new HashSet<>(durable);
        lost.removeAll(new HashSet<>(times));
        assertThat(lost).isEmpty();
      }
      assertThat(hub.taken().stream().filter(line -> line.startsWith("steps_total")))
          .allMatch(line -> line.equals(counted(time(line))));
    }
  }

  private static List<Long> times(TestHub hub, String series) {
    return hub.taken().stream()
        .filter(line -> line.startsWith(series + " "))
        .map(KillTest::time)
        .toList();
  }

  private static String counted(long time) {
    return "steps_total " + (double) time + " @" + time;
  }

  private static Long time(String line) {
    return Long.valueOf(line.substring(line.indexOf('@') + 1));
  }

  /// @return the times of what it said is on the disk
  private List<Long> killed(TestHub hub, int from, int publications) throws Exception {
    Process process = start(hub, from);
    var lines = new ArrayList<String>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (lines.size() == publications) {
          process.toHandle().destroyForcibly(); // which leaves its output to be read
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
    // All have seven digits; the last may have been cut off, when it was killed while it wrote.
    return lines.stream().filter(line -> line.length() == 7).map(Long::valueOf).toList();
  }

  private Process start(TestHub hub, int from) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Load.class.getName(),
            hub.url(),
            folder.toString(),
            Integer.toString(from))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
