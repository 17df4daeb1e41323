package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

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

/// A process that sends is killed with -9 under load, again and again, while its hub comes and
/// goes. What it was told is durable arrives, nothing arrives twice, and each series in order.
@Timeout(900)
class SinkKillTest {
  private static final int ROUNDS = 4;
  private static final int NUMBERS = 1_000_000;

  @TempDir private Path folder;

  @Test
  void whatIsDurable_arrivesOnce_thoughItsProcessIsKilled() throws Exception {
    var random = new Random(11);
    var durable = new ArrayList<String>();
    try (var hub = TestHub.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 2 == 1) {
          hub.down();
        }
        durable.addAll(killed(hub, round * NUMBERS, random.nextInt(200, 2_000)));
        if (round % 2 == 1) {
          hub.up();
        }
      }
      flush(hub);
      assertThat(durable).hasSizeGreaterThan(ROUNDS * 200);
      assertThat(hub.taken()).doesNotHaveDuplicates();
      Set<String> lost = new HashSet<>(durable);
      lost.removeAll(new HashSet<>(hub.taken()));
      assertThat(lost).isEmpty();
      assertInOrder(hub.taken());
    }
  }

  /// @return what it said is durable
  private List<String> killed(TestHub hub, int from, int acknowledged) throws Exception {
    return KilledProgram.lines(
        Load.class,
        acknowledged,
        SinkKillTest::isWhole,
        hub.url(),
        folder.toString(),
        Integer.toString(from));
  }

  /// The value is the time.
  private static boolean isWhole(String line) {
    int at = line.indexOf('@');
    int value = line.indexOf("} ");
    return at >= 0
        && value >= 0
        && line.substring(value + 2, at - 1).equals(line.substring(at + 1) + ".0");
  }

  private void flush(TestHub hub) throws Exception {
    var sink = MetricsSink.open(SinkConfig.inFolder(hub.url(), folder));
    assertThat(sink.close(Duration.ofMinutes(2))).isEqualTo(new Closing(0, 0));
    assertThat(folder.resolve("client-2")).doesNotExist();
  }

  private static void assertInOrder(List<String> taken) {
    for (int thread = 0; thread < 3; thread++) {
      String series = "load{thread=\"" + thread + "\"}";
      assertThat(taken.stream().filter(line -> line.startsWith(series)).map(SinkKillTest::number))
          .isSorted();
    }
  }

  private static Integer number(String line) {
    return Integer.valueOf(line.substring(line.indexOf('@') + 1));
  }
}
