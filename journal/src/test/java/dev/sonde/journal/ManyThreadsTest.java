package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Hang;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Many append while some read, with restarts in between.
class ManyThreadsTest {
  private static final int WRITERS = 16;
  private static final int APPENDS = 60;
  private static final int ROWS = 20;
  private static final long LINGER_NANOS = Duration.ofMillis(50).toNanos();

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final AtomicInteger indexes = new AtomicInteger();
  private final FaultyDisk disk = new FaultyDisk();

  private Journal open() throws IOException {
    return Journal.open(
        disk,
        JournalConfig.DEFAULT,
        new JournalContext(time, indexes::getAndIncrement, "", () -> {}));
  }

  /// What one thread pushes: values that count up, in series of its own.
  private long push(Journal journal, int writer, int round, Origin origin) {
    var batch = new Batch();
    var series = new Series("m", Labels.of("writer", "" + writer), indexes.getAndIncrement());
    long accepted = 0;
    double next = round * 1e6;
    for (int i = 0; i < APPENDS; i++) {
      batch.clear();
      for (int row = 0; row < ROWS; row++) {
        batch.add(series, 1_000 + i, next++);
      }
      assertThat(journal.append(batch, origin)).isEqualTo(Appended.ACCEPTED);
      accepted += ROWS;
    }
    return accepted;
  }

  /// Takes until all is there; remembers the newest value of each series, which only grows.
  private static long take(Destination from, AtomicLong expected, Map<String, Double> newest)
      throws IOException, InterruptedException {
    var into = new Batch();
    long count = 0;
    while (count < expected.get()) {
      from.await(1, Duration.ZERO);
      var id = from.take(777, 0);
      if (id.isEmpty()) {
        continue;
      }
      Contents contents = from.read(id.get(), into);
      assertThat(contents.missing()).isEmpty();
      for (int row = 0; row < into.size(); row++) {
        Double before = newest.put(into.series(row).toString(), into.value(row));
        assertThat(before == null || before < into.value(row)).as("in order, once").isTrue();
      }
      count += into.size();
      from.settle(new Settlement(into.size(), Map.of(), Map.of()));
    }
    return count;
  }

  @Test
  void samples_comeOnce_inOrder_throughRestarts() throws Exception {
    List<Map<String, Double>> newest = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (int round = 0; round < 4; round++) {
      try (Journal journal = open();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        round(journal, round, threads::submit, newest);
      }
      time.pass(Duration.ofMinutes(10));
    }
    assertThat(newest).allSatisfy(each -> assertThat(each).hasSize(WRITERS));
  }

  private interface Start {
    <T> Future<T> submit(Callable<T> task);
  }

  private void round(Journal journal, int round, Start threads, List<Map<String, Double>> newest)
      throws IOException, InterruptedException, ExecutionException {
    var expected = new AtomicLong((long) WRITERS * APPENDS * ROWS);
    var takers = new ArrayList<Future<Long>>();
    for (int i = 0; i < newest.size(); i++) {
      Destination to = journal.destination("there-" + i, StartAt.OLDEST, true);
      Map<String, Double> mine = newest.get(i);
      takers.add(threads.submit(() -> take(to, expected, mine)));
    }
    long accepted = 0;
    for (Future<Long> each : writers(journal, round)) {
      accepted += each.get();
    }
    assertThat(accepted).isEqualTo(expected.get());
    for (Future<Long> each : takers) {
      assertThat(each.get()).isEqualTo(accepted);
    }
    assertThat(journal.status().syncs()).isLessThan(journal.status().appends());
  }

  /// All of them wait for the journal before it gets on, so that there is something to share.
  private List<FutureTask<Long>> writers(Journal journal, int round) {
    Hang hang = disk.hangSyncs();
    var writers = new ArrayList<FutureTask<Long>>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      var task = new FutureTask<>(() -> push(journal, writer, round, Origin.UNNAMED));
      writers.add(task);
      threads.add(Thread.ofVirtual().start(task));
    }
    for (Thread each : threads) {
      while (each.isAlive() && each.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    hang.release();
    disk.heal();
    return writers;
  }

  /// Whoever comes first waits 50 ms for company, so in that time there is one sync at most.
  @Test
  void ownAppends_shareASync() throws Exception {
    try (Journal journal = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      var writers = new ArrayList<Future<Appended>>();
      for (int i = 0; i < 50; i++) {
        int number = i;
        writers.add(threads.submit(() -> new Ledger().append(journal, number, 5, Origin.OWN)));
      }
      for (Future<Appended> each : writers) {
        assertThat(each.get()).isEqualTo(Appended.ACCEPTED);
      }
      long took = System.nanoTime() - begin;
      assertThat(journal.status().appends()).isEqualTo(50);
      assertThat(journal.status().syncs()).isBetween(1L, took / LINGER_NANOS);
    }
  }

  @Test
  void pushedAppend_takesWaitingOwnOnesAlong() throws Exception {
    try (Journal journal = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ledger = new Ledger();
      Future<Appended> own = threads.submit(() -> ledger.append(journal, 0, 5, Origin.OWN));
      for (int i = 0; i < 100; i++) {
        assertThat(new Ledger().append(journal, 0, 1, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
      }
      assertThat(own.get()).isEqualTo(Appended.ACCEPTED);
      assertThat(journal.status().syncs()).isBetween(100L, 101L);
    }
  }

  @Test
  void segmentsThatRolled_leaveNothingInMemory() throws Exception {
    try (Journal journal = open();
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      there.safeUpTo(Long.MAX_VALUE);
      var ledger = new Ledger();
      for (int i = 0; i < 30; i++) {
        ledger.append(journal, i, 20, Origin.UNNAMED);
        time.pass(Duration.ofMinutes(61));
        assertThat(there.standing().pending()).isEqualTo(20L * (i + 1));
      }
      assertThat(journal.status().segments()).isEqualTo(30);
      assertThat(journal.dictionaries()).as("only what is being written").isEqualTo(1);
      ledger.check("there", ledger.drain(there, 7));
      assertThat(journal.dictionaries()).isEqualTo(1);
      time.pass(Duration.ofHours(2));
      ledger.append(journal, 0, 1, Origin.UNNAMED);
      ledger.append(journal, 0, 1, Origin.UNNAMED);
      assertThat(journal.status().segments()).isLessThan(3);
    }
  }
}
