package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.Closing;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import dev.sonde.testkit.KilledProgram;
import dev.sonde.testkit.RecordedPush;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program of OpenTelemetry is killed with -9 under load, again and again, once after an hour of
/// its clock without a hub. What it was told is safe arrives, all of it once, each export whole.
@Timeout(900)
class KillTest {
  private static final long APART_MILLIS = Duration.ofDays(1).toMillis();

  /// An export each minute, as the SDK does it.
  private static final int HOUR = 60;

  @TempDir private Path folder;

  @Test
  void whatIsSafe_arrivesOnce_thoughItsProcessIsKilled() throws Exception {
    long begin = System.currentTimeMillis() - 4 * APART_MILLIS;
    var random = new Random(5);
    var safe = new ArrayList<String>();
    try (var hub = TestHub.open()) {
      safe.addAll(killed(hub, begin, random.nextInt(30, 90)));
      hub.down();
      safe.addAll(killed(hub, begin + APART_MILLIS, HOUR));
      hub.up();
      safe.addAll(killed(hub, begin + 2 * APART_MILLIS, random.nextInt(30, 90)));
      flush(hub);
      assertAllIsThereOnce(hub, safe);
      assertEachExportIsWhole(hub, safe);
    }
  }

  /// @param exports it is killed after so many, at least
  /// @return what it said is safe
  private List<String> killed(TestHub hub, long begin, int exports) throws Exception {
    return KilledProgram.lines(
        Shop.class,
        exports * Shop.THREADS,
        line -> line.matches(".* @[0-9]{13}"),
        hub.url(),
        folder.toString(),
        Long.toString(begin));
  }

  private void flush(TestHub hub) throws IOException {
    var sink = MetricsSink.open(SinkConfig.inFolder(hub.url(), folder));
    assertThat(sink.close(Duration.ofMinutes(2))).isEqualTo(new Closing(0, 0));
  }

  private static void assertAllIsThereOnce(TestHub hub, List<String> safe) {
    assertThat(new HashSet<>(hub.taken())).hasSameSizeAs(hub.taken());
    Set<String> lost = new HashSet<>(safe);
    lost.removeAll(new HashSet<>(hub.taken()));
    assertThat(lost).isEmpty();
    Map<String, List<RecordedPush.Taken>> series =
        rows(hub).stream().collect(Collectors.groupingBy(RecordedPush.Taken::series));
    assertThat(series).hasSize(3 * Shop.ROWS);
    series.forEach((_, rows) -> {
      assertThat(rows.stream().map(RecordedPush.Taken::timeMillis)).isSorted();
      assertThat(rows.stream().map(RecordedPush.Taken::value)).isSorted();
    });
  }

  /// What the program measured, without what the SDK says of itself.
  private static List<RecordedPush.Taken> rows(TestHub hub) {
    return hub.rows().stream()
        .filter(each -> each.series().contains("otel_scope_name=\"shop\""))
        .toList();
  }

  /// One export of each process may have been safe without its knowing.
  private static void assertEachExportIsWhole(TestHub hub, List<String> safe) {
    Map<String, Long> exports =
        rows(hub).stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.labels().value("instance") + " " + each.timeMillis(),
                    Collectors.counting()));
    assertThat(exports.values()).containsOnly((long) Shop.ROWS);
    assertThat(exports.size() - safe.size() / Shop.THREADS).isBetween(0, 3);
  }
}
