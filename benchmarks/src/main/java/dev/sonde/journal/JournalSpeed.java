package dev.sonde.journal;

import com.sun.management.OperatingSystemMXBean;
import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What a sample costs on its way through the journal: appended, synced, read back by a destination
/// that discards it. Fifty sources with pages of 551 samples append at the same time, as scrapes
/// that are due together do.
///
/// Arguments: a folder, `always`, `interval` or `never`, how many rounds of fifty pages, and how
/// many milliseconds lie between two rounds (0 for as fast as it goes).
public final class JournalSpeed {
  private static final int SOURCES = 50;
  private static final int PAGES = 20;
  private static final int BATCH = 10_000;

  private final Journal journal;
  private final List<List<Batch>> sources = new ArrayList<>();

  private JournalSpeed(Journal journal) {
    this.journal = journal;
    for (int source = 0; source < SOURCES; source++) {
      sources.add(new MadeUpPages(source).list(60, PAGES));
    }
  }

  /// Prints one line.
  public static void main(String[] arguments) throws Exception {
    JournalConfig usual = JournalConfig.DEFAULT;
    var sync = JournalConfig.Sync.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    var config =
        new JournalConfig(
            sync,
            usual.syncInterval(),
            8L << 30,
            usual.maxAge(),
            usual.whenFull(),
            usual.segmentBytes(),
            usual.keepDelivered(),
            usual.tailBytes());
    var indexes = new AtomicInteger(1 << 28);
    var context = new JournalContext(Time.SYSTEM, indexes::getAndIncrement, "", () -> {});
    try (var journal = Journal.open(LocalDisk.open(Path.of(arguments[0])), config, context)) {
      var speed = new JournalSpeed(journal);
      int rounds = Integer.parseInt(arguments[2]);
      long pause = Long.parseLong(arguments[3]);
      speed.run(Math.max(1, rounds / 4), pause, false);
      speed.run(rounds, pause, true);
    }
  }

  private void run(int rounds, long pauseMillis, boolean print)
      throws IOException, InterruptedException {
    var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    JournalStatus before = journal.status();
    long cpu = os.getProcessCpuTime();
    long wall = System.nanoTime();
    long samples = (long) rounds * SOURCES * sources.getFirst().getFirst().size();
    try (Destination there = journal.destination("discard", StartAt.NOW, true)) {
      Thread courier = Thread.ofVirtual().start(() -> drain(there, samples));
      for (int round = 0; round < rounds; round++) {
        append(round, pauseMillis > 0 ? Origin.OWN : Origin.UNNAMED);
        if (pauseMillis > 0) {
          Thread.sleep(Duration.ofMillis(pauseMillis));
        }
      }
      courier.join();
    }
    JournalStatus after = journal.status();
    if (print) {
      double millions = samples / 1e6;
      double seconds = (System.nanoTime() - wall) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%.3f CPU-s per million samples; %.2f B per sample; %.0f samples/s; %d syncs of %.0f us%n",
          (os.getProcessCpuTime() - cpu) / 1e9 / millions,
          (double) (after.acceptedBytes() - before.acceptedBytes()) / samples,
          samples / seconds,
          after.syncs() - before.syncs(),
          (after.syncNanos() - before.syncNanos())
              / 1e3
              / Math.max(1, after.syncs() - before.syncs()));
    }
  }

  private void append(int round, Origin origin) throws InterruptedException {
    var done = new CountDownLatch(SOURCES);
    for (List<Batch> each : sources) {
      Thread.ofVirtual()
          .start(() -> {
            if (!(journal.append(each.get(round % PAGES), origin)
                instanceof Appended.Accepted)) {
              System.exit(1);
            }
            done.countDown();
          });
    }
    done.await();
  }

  private static void drain(Destination there, long samples) {
    var into = new Batch();
    long read = 0;
    try {
      while (read < samples) {
        there.await(BATCH, Duration.ofMillis(200));
        Optional<BatchId> id = there.take(BATCH, 0);
        if (id.isPresent()) {
          there.read(id.get(), into);
          there.settle(new Settlement(id.get().count(), Map.of(), Map.of()));
          read += id.get().count();
        }
      }
    } catch (IOException | InterruptedException failed) {
      System.err.println(failed);
      System.exit(1);
    }
  }
}
