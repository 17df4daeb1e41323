package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.Closing;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import dev.sonde.testkit.KilledProgram;
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
@Timeout(900)
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

  /// @return the times of what it said is on the disk, which have seven digits
  private List<Long> killed(TestHub hub, int from, int publications) throws Exception {
    return KilledProgram.lines(
            Load.class,
            publications,
            line -> line.matches("[0-9]{7}"),
            hub.url(),
            folder.toString(),
            Integer.toString(from))
        .stream()
        .map(Long::valueOf)
        .toList();
  }
}
