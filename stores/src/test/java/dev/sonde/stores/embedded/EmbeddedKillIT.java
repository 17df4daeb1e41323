package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random while a store is being filled and packed: what it accepted is there, each
/// sample once. Set `sonde.kills` for more of them, `sonde.seed` for others.
class EmbeddedKillIT {
  private static final int LONGEST_MILLIS = 1200;

  /// When it has said so often how far it has come, it has stored something.
  private static final int AT_WORK = 2;

  private static final long BEGIN = new ManualTime(KilledWriter.FIRST).wallMillis();

  private final Random random = new Random(Long.getLong("sonde.seed", 1));
  @TempDir private Path folder = Path.of("");

  @Test
  void acceptedSamples_areThereOnce_howeverOftenItIsKilled() throws Exception {
    int kills = Integer.getInteger("sonde.kills", 8);
    long accepted = 0;
    for (int run = 0; run < kills; run++) {
      accepted = killed(run, accepted);
    }
    var time = new ManualTime(KilledWriter.FIRST);
    try (Store store = KilledWriter.open(folder.resolve("store"), time)) {
      long upTo = store.progress(KilledWriter.INSTANCE, KilledWriter.EPOCH).getAsLong();
      assertThat(upTo).isGreaterThanOrEqualTo(accepted).isPositive();
      var counted = new Counted(upTo);
      store.history().samples(Selection.ALL, new Span(0, Long.MAX_VALUE), counted);
      assertThat(counted.total).isEqualTo(upTo);
      System.out.println(kills + " kills, " + upTo + " samples, each there once");
    }
  }

  /// @param accepted what has been accepted so far
  /// @return the same with what this run said
  private long killed(int run, long accepted) throws Exception {
    Path errors = folder.resolve("errors");
    Process process = start(run, errors);
    long last = accepted;
    boolean atStart = random.nextInt(8) == 0;
    var atWork = new CountDownLatch(atStart ? 0 : AT_WORK);
    long after = 1L + random.nextInt(atStart ? LONGEST_MILLIS : 3 * LONGEST_MILLIS);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      Thread killer = Thread.ofPlatform().daemon().start(() -> kill(process, atWork, after));
      String line = said.readLine();
      if (line != null) {
        assertThat(Long.parseLong(line)).isGreaterThanOrEqualTo(accepted);
      }
      for (; line != null; line = said.readLine()) {
        last = Math.max(last, Long.parseLong(line));
        atWork.countDown();
      }
      while (atWork.getCount() > 0) {
        atWork.countDown();
      }
      killer.join();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(errors).content().doesNotContain("Exception");
    return last;
  }

  /// Mostly at work, at times while it starts.
  private static void kill(Process process, CountDownLatch atWork, long afterMillis) {
    try {
      atWork.await();
      if (!process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
        process.toHandle().destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(int run, Path errors) throws IOException {
    Files.deleteIfExists(errors);
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.resolve("store").toString(),
                Integer.toString(run)))
        .redirectError(errors.toFile())
        .start();
  }

  /// Each series' samples must have its numbers, one after the other, in places of their own.
  private static final class Counted implements Points {
    private final long upTo;
    private long next;
    private long total;

    Counted(long upTo) {
      this.upTo = upTo;
    }

    @Override
    public boolean series(String name, Labels labels) {
      next = Long.parseLong(String.valueOf(labels.value("n")));
      return true;
    }

    @Override
    public boolean point(long timeMillis, double value) {
      assertThat(next).isLessThan(upTo);
      assertThat((long) value).isEqualTo(next);
      assertThat((timeMillis - BEGIN) / KilledWriter.ROUND_MILLIS)
          .isEqualTo(next / KilledWriter.SERIES);
      next += KilledWriter.SERIES;
      total++;
      return true;
    }
  }
}
