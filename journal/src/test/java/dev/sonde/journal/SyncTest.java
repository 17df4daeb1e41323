package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the choices of `sync` promise.
class SyncTest {
  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final FaultyDisk disk = new FaultyDisk();
  private final Ledger ledger = new Ledger();

  private Journal open(Disk where, Sync sync) throws IOException {
    JournalConfig usual = JournalConfig.DEFAULT;
    return Journal.open(
        where,
        new JournalConfig(
            sync,
            Duration.ofSeconds(1),
            usual.maxBytes(),
            usual.maxAge(),
            usual.whenFull(),
            usual.segmentBytes(),
            usual.keepDelivered(),
            4 << 10),
        new JournalContext(time, ledger.indexes::getAndIncrement, "", () -> {}));
  }

  private Appended append(Journal journal) {
    return ledger.append(journal, 0, 4, Origin.UNNAMED);
  }

  /// What was written before is synced once this returns.
  private Appended passTime(Journal journal) {
    time.pass(Duration.ofSeconds(2));
    return append(journal);
  }

  @Test
  void interval_showsWhatIsSynced() throws IOException {
    try (Journal journal = open(disk, Sync.INTERVAL);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      for (int i = 0; i < 3; i++) {
        assertThat(append(journal)).isEqualTo(Appended.ACCEPTED);
      }
      assertThat(there.take(100, 0)).isEmpty();
      passTime(journal);
      passTime(journal);
      List<Ledger.Row> found = ledger.drain(there, 100);
      for (Ledger.Request each : ledger.requests.subList(0, 4)) {
        assertThat(found).containsAll(each.rows);
      }
      assertThat(journal.status().syncs()).isBetween(1L, 4L);
    }
  }

  @Test
  void interval_closing_syncs() throws IOException {
    try (Journal journal = open(disk, Sync.INTERVAL)) {
      append(journal);
    }
    try (Journal journal = open(disk.crash(new Random(1)), Sync.INTERVAL);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.check("there", ledger.drain(there, 100));
    }
  }

  @Test
  void interval_failedSync_isAnExactLossForEach() throws IOException {
    long lost;
    try (Journal journal = open(disk, Sync.INTERVAL);
        Destination there = journal.destination("there", StartAt.OLDEST, true);
        Destination other = journal.destination("other", StartAt.OLDEST, true)) {
      append(journal);
      passTime(journal);
      append(journal);
      append(journal);
      disk.failOnce(Kind.SYNC, 1, "Input/output error");
      passTime(journal);
      lost = journal.status().damaged();
      assertThat(lost).isIn(8L, 12L);
      passTime(journal);
      passTime(journal);
      ledger.receiver("there").settled.addAll(ledger.drain(there, 3));
      assertThat(there.standing().dropped()).isEqualTo(Map.of("damaged", lost));
      assertThat(other.standing().dropped()).isEmpty();
      assertThat(journal.status().damaged()).as("counted once").isEqualTo(lost);
    }
    endsWith(lost);
  }

  private void endsWith(long lost) throws IOException {
    try (Journal journal = open(disk, Sync.INTERVAL);
        Destination there = journal.destination("there", StartAt.OLDEST, true);
        Destination other = journal.destination("other", StartAt.OLDEST, true)) {
      for (Destination each : List.of(there, other)) {
        ledger.check(each.name(), ledger.drain(each, 3), lost);
        Standing standing = each.standing();
        assertThat(standing.dropped()).isEqualTo(Map.of("damaged", lost));
        assertThat(standing.accepted()).isEqualTo(standing.delivered() + lost);
        assertThat(standing.pending()).isZero();
      }
    }
  }

  @Test
  void interval_powerCut_losesNoMoreThanTheInterval() throws IOException {
    try (Journal journal = open(disk, Sync.INTERVAL)) {
      append(journal);
      time.pass(Duration.ofSeconds(2));
      append(journal);
      append(journal);
      for (FaultyDisk each : (Iterable<FaultyDisk>) disk.crashes(300, 9)::iterator) {
        try (Journal after = open(each, Sync.INTERVAL);
            Destination there = after.destination("there", StartAt.OLDEST, true)) {
          List<Ledger.Row> found = ledger.drain(there, 100);
          assertThat(found).containsAll(ledger.requests.get(0).rows);
          assertThat(found.size() % 4).isZero();
        }
      }
    }
  }

  @Test
  void never_showsAtOnce_andOutlivesAKill() throws IOException {
    try (Journal journal = open(disk, Sync.NEVER);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      append(journal);
      append(journal);
      assertThat(ledger.deliver(there, 5, 0)).isTrue();
      assertThat(journal.status().syncs()).isZero();
      try (Journal after = open(disk.kill(), Sync.NEVER);
          Destination again = after.destination("there", StartAt.OLDEST, true)) {
        ledger.check("there", ledger.drain(again, 100));
      }
    }
  }

  @Test
  void never_powerCut_countsWhatOthersDoNotGet() throws IOException {
    try (Journal journal = open(disk, Sync.NEVER);
        Destination there = journal.destination("there", StartAt.OLDEST, true);
        Destination other = journal.destination("other", StartAt.OLDEST, true)) {
      append(journal);
      append(journal);
      ledger.deliver(there, 100, 0);
      assertThat(other.standing().pending()).isEqualTo(8);
      for (FaultyDisk each : (Iterable<FaultyDisk>) disk.crashes(300, 9)::iterator) {
        try (Journal after = open(each, Sync.NEVER);
            Destination same = after.destination("there", StartAt.OLDEST, true);
            Destination slow = after.destination("other", StartAt.OLDEST, true)) {
          assertThat(ledger.drain(same, 100)).as("no number is given twice").isEmpty();
          int found = ledger.drain(slow, 100).size();
          assertThat(slow.standing().dropped().getOrDefault("damaged", 0L)).isEqualTo(8 - found);
          assertThat(after.status().head()).isEqualTo(8);
        }
      }
    }
  }
}
