package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Origin;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever comes, the journal stays within its bounds, and counts what it lets go of.
class BoundsTest {
  private static final long MEGABYTE = 1 << 20;

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final FaultyDisk disk = new FaultyDisk();
  private final Ledger ledger = new Ledger();
  private Journal journal;

  BoundsTest() throws IOException {
    journal = open(config(MEGABYTE, WhenFull.DROP_OLDEST, Duration.ZERO));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Journal open(JournalConfig config) throws IOException {
    return Journal.open(
        disk, config, new JournalContext(time, ledger.indexes::getAndIncrement, "", () -> {}));
  }

  private void reopen() throws IOException {
    journal.close();
    journal = open(config(MEGABYTE, WhenFull.DROP_OLDEST, Duration.ZERO));
  }

  private static JournalConfig config(long maxBytes, WhenFull whenFull, Duration maxAge) {
    return new JournalConfig(
        Sync.ALWAYS,
        Duration.ofSeconds(1),
        maxBytes,
        maxAge,
        whenFull,
        64 << 20,
        Duration.ofHours(1),
        4 << 10);
  }

  private Appended append(int firstSeries, int rows) {
    return ledger.append(journal, firstSeries, rows, Origin.UNNAMED);
  }

  /// One that keeps what it took.
  private Destination destination(String name) throws IOException {
    Destination there = journal.destination(name, StartAt.OLDEST, true);
    there.safeUpTo(Long.MAX_VALUE);
    return there;
  }

  /// What the log takes on disk.
  private long taken() throws IOException {
    long sum = 0;
    for (String each : disk.list()) {
      if (each.endsWith(Segment.LOG) || each.endsWith(Segment.DEFINITIONS)) {
        sum += disk.size(each);
      }
    }
    return sum;
  }

  /// The journal looks after itself, once: it does so after an append. The writer tidies up after
  /// an append, and may just have done so when time passed: so again, when it does it next.
  private void tidied() {
    append(0, 1);
    time.pass(Duration.ofSeconds(31));
    append(0, 1);
    append(0, 1);
  }

  private static void addsUp(Destination of) {
    Standing standing = of.standing();
    long dropped = standing.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(standing.accepted()).isEqualTo(standing.pending() + standing.delivered() + dropped);
  }

  @Test
  void size_holdsWhateverTheBatches() throws IOException {
    var random = new Random(17);
    try (Destination there = destination("there")) {
      for (int i = 0; i < 300; i++) {
        int rows = 1 << random.nextInt(15);
        assertThat(append(random.nextInt(50), rows)).isEqualTo(Appended.ACCEPTED);
        assertThat(taken()).as("after %s rows", rows).isLessThanOrEqualTo(MEGABYTE);
        addsUp(there);
      }
      long dropped = there.standing().dropped().get("journal_full");
      ledger.check("there", ledger.drain(there, 5_000), dropped);
    }
  }

  @Test
  void size_holdsWhenSeriesComeAndGo() throws IOException {
    try (Destination there = destination("there")) {
      for (int i = 0; i < 400; i++) {
        assertThat(append(i * 200, 200)).isEqualTo(Appended.ACCEPTED);
        assertThat(taken()).as("after %s appends", i).isLessThanOrEqualTo(MEGABYTE);
      }
      addsUp(there);
      assertThat(there.standing().pending()).isGreaterThan(2_000);
      long dropped = there.standing().dropped().get("journal_full");
      ledger.check("there", ledger.drain(there, 5_000), dropped);
    }
  }

  @Test
  void size_holdsAcrossRestarts() throws IOException {
    for (int i = 0; i < 60; i++) {
      assertThat(append(i, 3_000)).isEqualTo(Appended.ACCEPTED);
      reopen();
      assertThat(append(i, 10)).isEqualTo(Appended.ACCEPTED);
      assertThat(taken()).isLessThanOrEqualTo(MEGABYTE);
    }
  }

  @Test
  void diskThatOthersFill_takesNothingFromThoseWhoWait() throws IOException {
    try (Destination there = destination("there")) {
      for (int i = 0; i < 60; i++) {
        append(0, 1_000);
      }
      disk.room((1L << 40) - disk.free() + 100_000);
      Appended answer = Appended.ACCEPTED;
      for (int i = 0; i < 1_000 && answer instanceof Appended.Accepted; i++) {
        answer = append(0, 1_000);
      }
      assertThat(answer)
          .isInstanceOfSatisfying(
              Appended.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("disk_full"));
      time.pass(Duration.ofSeconds(31));
      assertThat(there.standing().dropped()).isEmpty();
      disk.room(1L << 40);
      assertThat(append(0, 1_000)).isEqualTo(Appended.ACCEPTED);
      assertThat(there.standing().dropped()).isEmpty();
      addsUp(there);
    }
  }

  @Test
  void clock_thatJumpsYears_costsOneSegmentAMinute() throws IOException {
    journal.configure(config(1 << 30, WhenFull.DROP_OLDEST, Duration.ofDays(7)));
    try (Destination there = destination("there")) {
      for (int i = 0; i < 10; i++) {
        append(0, 10);
        time.pass(Duration.ofMinutes(61));
      }
      tidied(); // or the writer might still have to, and would do it with the other time
      time.step(Duration.ofDays(4000));
      for (int minute = 1; minute <= 3; minute++) {
        time.pass(Duration.ofSeconds(61));
        tidied();
        long dropped = there.standing().dropped().getOrDefault("max_age", 0L);
        assertThat(dropped).isEqualTo(10L * minute);
      }
      time.step(Duration.ofDays(-4000));
      time.pass(Duration.ofSeconds(61));
      tidied();
      assertThat(there.standing().dropped()).isEqualTo(Map.of("max_age", 30L));
      ledger.check("there", ledger.drain(there, 100), 30);
    }
  }

  @Test
  void delivered_staysForAWhile() throws IOException {
    try (Destination there = destination("there")) {
      append(0, 10);
      time.pass(Duration.ofMinutes(50));
      append(0, 10);
      time.pass(Duration.ofMinutes(11));
      append(0, 10);
      ledger.drain(there, 100);
      time.pass(Duration.ofMinutes(30));
      tidied();
      assertThat(journal.status().oldest()).isZero();
      assertThat(there.rewind(4)).isGreaterThan(20);
      ledger.drain(there, 100);
      time.pass(Duration.ofMinutes(20));
      tidied();
      assertThat(journal.status().oldest()).isEqualTo(20);
    }
  }

  @Test
  void delivered_staysUntilTheDestinationIsSureOfIt() throws IOException {
    try (Destination there = destination("there")) {
      append(0, 10);
      time.pass(Duration.ofMinutes(11));
      append(0, 10);
      ledger.drain(there, 100);
      there.safeUpTo(5);
      time.pass(Duration.ofHours(5));
      tidied();
      assertThat(journal.status().oldest()).isZero();
      there.safeUpTo(20);
      ledger.drain(there, 100);
      time.pass(Duration.ofMinutes(20));
      tidied();
      assertThat(journal.status().oldest()).isPositive();
    }
  }

  @Test
  void whatIsNeitherThereNorHere_countsAsDropped() throws IOException {
    try (Destination there = destination("there")) {
      append(0, 10);
      time.pass(Duration.ofMinutes(11));
      append(0, 10);
      ledger.drain(there, 100);
      time.pass(Duration.ofHours(5));
      tidied();
      ledger.drain(there, 100);
      long oldest = journal.status().oldest();
      long head = there.standing().head();
      assertThat(oldest).isBetween(1L, head);
      assertThat(there.rewind(0)).isEqualTo(head - oldest);
      assertThat(there.standing().dropped()).isEqualTo(Map.of("journal_full", oldest));
      assertThat(there.standing().delivered()).isEqualTo(head - oldest);
      addsUp(there);
    }
  }

  @Test
  void refusing_waitsForThoseRequiredOnly() throws IOException {
    journal.configure(config(MEGABYTE, WhenFull.REFUSE, Duration.ZERO));
    try (Destination there = destination("there");
        Destination extra = journal.destination("extra", StartAt.OLDEST, false)) {
      for (int i = 0; i < 100; i++) {
        assertThat(append(0, 3_000)).isEqualTo(Appended.ACCEPTED);
        ledger.drain(there, 10_000);
      }
      assertThat(extra.standing().dropped().get("journal_full")).isPositive();
      assertThat(there.standing().dropped()).isEmpty();
      addsUp(extra);
      Appended answer = Appended.ACCEPTED;
      for (int i = 0; i < 100 && answer.equals(Appended.ACCEPTED); i++) {
        answer = append(0, 3_000);
        assertThat(taken()).isLessThanOrEqualTo(MEGABYTE);
      }
      assertThat(answer).isInstanceOf(Appended.Refused.class);
      assertThat(there.standing().dropped()).isEmpty();
    }
  }

  @Test
  void destinationNotConfigured_holdsNothing_andComesBackWithinADay() throws IOException {
    try (Destination gone = destination("gone")) {
      append(0, 5);
      assertThat(gone.standing().pending()).isEqualTo(5);
    }
    journal.retain(List.of("there"));
    time.pass(Duration.ofHours(3));
    append(0, 7);
    time.pass(Duration.ofHours(3));
    tidied();
    time.pass(Duration.ofMinutes(1));
    tidied();
    long oldest = journal.status().oldest();
    assertThat(oldest).isEqualTo(12);
    journal.retain(List.of("there", "gone"));
    try (Destination back = destination("gone")) {
      assertThat(back.standing().dropped()).isEqualTo(Map.of("journal_full", oldest));
      assertThat(back.standing().pending()).isEqualTo(journal.status().head() - oldest);
      addsUp(back);
    }
    journal.retain(List.of());
    time.pass(Duration.ofHours(26));
    tidied();
    journal.retain(List.of("gone"));
    try (Destination anew = journal.destination("gone", StartAt.NOW, true)) {
      assertThat(anew.standing().accepted()).as("begins anew").isZero();
    }
  }

  @Test
  void batchInFlight_isLeftOut_andEndsByItsOwnAnswer() throws IOException {
    try (Destination there = destination("there")) {
      append(0, 10);
      var id = there.take(6, 0).orElseThrow();
      for (int i = 0; i < 100; i++) {
        append(0, 3_000);
      }
      assertThat(there.standing().dropped()).isEmpty();
      var into = new Batch();
      Contents contents = there.read(id, into);
      assertThat(into.size() + contents.missing().getOrDefault("journal_full", 0L)).isEqualTo(6);
      there.settle(new Settlement(6, Map.of(), Map.of()));
      Standing standing = there.standing();
      assertThat(standing.delivered()).isEqualTo(6);
      assertThat(standing.dropped().get("journal_full")).isPositive();
      addsUp(there);
      ledger.drain(there, 10_000);
      addsUp(there);
      assertThat(there.standing().pending()).isZero();
    }
  }
}
