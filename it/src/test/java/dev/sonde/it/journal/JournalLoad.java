package dev.sonde.it.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Origin;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.Settlement;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Appends scrapes to a journal as fast as it takes them, while they are read back and discarded.
final class JournalLoad {
  private static final int MOST = 10_000;
  private static final long MAX_BYTES = 64L << 30;

  private final Scrapes scrapes;
  private final Journal journal;
  private final Destination destination;
  private final int writers;
  private long millis;

  private JournalLoad(Path folder, Sync sync, int targets, int writers) throws IOException {
    this.writers = writers;
    var indexes = new AtomicInteger();
    scrapes = new Scrapes(targets, Scrapes.EACH, indexes::getAndIncrement);
    journal = Journal.open(LocalDisk.open(folder), config(sync), Contexts.of(indexes));
    destination = journal.destination("discard", StartAt.OLDEST, true);
    millis = System.currentTimeMillis();
  }

  private static JournalConfig config(Sync sync) {
    var usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        sync,
        usual.syncInterval(),
        MAX_BYTES,
        usual.maxAge(),
        WhenFull.REFUSE,
        usual.segmentBytes(),
        Duration.ZERO,
        usual.tailBytes());
  }

  /// Words: folder, sync, targets, writers, rounds. Prints a line of JSON; half the rounds before
  /// are warm-up.
  public static void main(String[] words) throws Exception {
    var load =
        new JournalLoad(
            Path.of(words[0]),
            Sync.valueOf(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]));
    int rounds = Integer.parseInt(words[4]);
    load.run(rounds / 2);
    var generating = new Figures();
    load.scrape(rounds, _ -> {});
    double generated = generating.cpuSeconds();
    var before = load.journal.status();
    var figures = new Figures();
    load.run(rounds);
    print(before, load.journal.status(), figures, generated);
    load.destination.close();
    load.journal.close();
  }

  private static void print(
      JournalStatus before, JournalStatus after, Figures figures, double generated) {
    System.out.printf(
        "{\"samples\": %d, \"seconds\": %.3f, \"cpu\": %.3f, \"bytes\": %d, \"syncs\": %d, "
            + "\"sync_seconds\": %.3f}%n",
        after.accepted() - before.accepted(),
        figures.seconds(),
        figures.cpuSeconds() - generated,
        after.acceptedBytes() - before.acceptedBytes(),
        after.syncs() - before.syncs(),
        Figures.seconds(after.syncNanos() - before.syncNanos()));
  }

  /// Appends so many rounds, and waits until all of it is read back.
  private void run(int rounds) throws Exception {
    long until = destination.standing().head() + (long) rounds * scrapes.targets() * Scrapes.EACH;
    try (var threads = Executors.newSingleThreadExecutor()) {
      var reading = threads.submit(() -> discard(until));
      scrape(rounds, this::append);
      reading.get();
    }
  }

  private void append(Batch batch) {
    if (!(journal.append(batch, Origin.UNNAMED) instanceof Appended.Accepted)) {
      throw new IllegalStateException("refused: " + journal.status().problem());
    }
  }

  private void scrape(int rounds, Consumer<Batch> out) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer;
        all.add(threads.submit(() -> scrape(first, rounds, out)));
      }
      for (var each : all) {
        each.get();
      }
    }
    millis += rounds * 1000L;
  }

  private void scrape(int first, int rounds, Consumer<Batch> out) {
    var batch = new Batch();
    for (int round = 0; round < rounds; round++) {
      for (int target = first; target < scrapes.targets(); target += writers) {
        scrapes.scrape(target, millis + round * 1000L, batch);
        out.accept(batch);
      }
    }
  }

  private Void discard(long until) throws IOException, InterruptedException {
    var batch = new Batch();
    while (destination.standing().cursor() < until) {
      destination.await(MOST, Duration.ofMillis(200));
      var taken = destination.take(MOST, 0);
      if (taken.isPresent()) {
        settle(taken.get(), batch);
      }
    }
    return null;
  }

  private void settle(BatchId id, Batch batch) throws IOException {
    destination.read(id, batch);
    if (batch.size() != id.count()) {
      throw new IOException(id + " gave back " + batch.size() + " samples");
    }
    destination.settle(new Settlement(batch.size(), Map.of(), Map.of()));
  }
}
