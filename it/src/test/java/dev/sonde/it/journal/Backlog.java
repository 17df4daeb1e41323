package dev.sonde.it.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Fills a journal with samples that wait for two destinations. Their values are noise, which takes
/// the most room, so that much is there soon.
final class Backlog {
  private static final int SERIES = 27_550;
  private static final int BATCH = 5_510;
  private static final long MAX_BYTES = 64L << 30;

  private final AtomicInteger indexes = new AtomicInteger();
  private final SplittableRandom random = new SplittableRandom(13);
  private final Series[] series = new Series[SERIES];
  private long millis = System.currentTimeMillis();
  private int next;

  private Backlog() {
    for (int i = 0; i < SERIES; i++) {
      series[i] = series(i);
    }
  }

  private Series series(int i) {
    var labels = Labels.of("worker", Integer.toString(i % 50), "slot", Integer.toString(i / 50));
    return new Series("oracle_sample", labels, indexes.getAndIncrement());
  }

  /// Words: folder, bytes. Prints how many samples there are.
  public static void main(String[] words) throws IOException {
    var backlog = new Backlog();
    try (var journal =
        Journal.open(LocalDisk.open(Path.of(words[0])), config(), Contexts.of(backlog.indexes))) {
      journal.destination("plain", StartAt.OLDEST, true).close();
      journal.destination("transactional", StartAt.OLDEST, true).close();
      backlog.fill(journal, Long.parseLong(words[1]));
      System.out.println(journal.status().accepted());
    }
  }

  private void fill(Journal journal, long bytes) throws IOException {
    var batch = new Batch();
    while (journal.status().acceptedBytes() < bytes) {
      batch.clear();
      for (int row = 0; row < BATCH; row++) {
        batch.add(series[next], millis, random.nextInt(1 << 30) / 7.0);
        next = (next + 1) % SERIES;
      }
      millis += next == 0 ? 1000 : 0;
      if (!(journal.append(batch, Origin.UNNAMED) instanceof Appended.Accepted)) {
        throw new IOException("refused: " + journal.status().problem());
      }
    }
  }

  private static JournalConfig config() {
    var usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        Sync.NEVER,
        usual.syncInterval(),
        MAX_BYTES,
        usual.maxAge(),
        WhenFull.REFUSE,
        usual.segmentBytes(),
        usual.keepDelivered(),
        usual.tailBytes());
  }
}
