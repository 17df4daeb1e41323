package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Hang;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A disk that fails, once or for a while: the journal stays up, refuses, and heals by itself.
class FaultTest {
  private static final UUID SENDER = new UUID(5, 6);
  private static final Appended.Refused NONE = new Appended.Refused("", Duration.ZERO);

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final FaultyDisk disk = new FaultyDisk();
  private final Ledger ledger = new Ledger();

  private Journal open(Disk where, Ledger with) throws IOException {
    return Journal.open(
        where,
        JournalConfig.DEFAULT,
        new JournalContext(time, with.indexes::getAndIncrement, "machine", () -> {}));
  }

  private static Appended.Refused refusal(Appended answer) {
    return answer instanceof Appended.Refused refused ? refused : NONE;
  }

  /// Appends, deliveries and rolls; whoever fails tries again later.
  private void live(Journal journal, Destination there, Ledger with) {
    for (int i = 0; i < 8; i++) {
      with.append(journal, i, 3 + 40 * (i & 1), Origin.UNNAMED);
      deliver(there, with);
      time.pass(i % 3 == 2 ? Duration.ofMinutes(61) : Duration.ofSeconds(2));
    }
  }

  private static void deliver(Destination there, Ledger with) {
    try {
      with.deliver(there, 20, 0);
    } catch (IOException failed) {
      assertThat(failed).hasMessageMatching("(?s).*(No space|error|Read-only).*");
    }
  }

  /// All is well again: everything accepted is there, nothing refused is, sums are right.
  private void healed(FaultyDisk on, Journal journal, Destination there, Ledger with)
      throws IOException {
    on.heal();
    time.pass(Duration.ofSeconds(2));
    assertThat(with.append(journal, 1, 4, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    assertThat(journal.status().problem()).isEmpty();
    var found = with.drain(there, 1000);
    Standing standing = there.standing();
    long dropped = standing.dropped().getOrDefault("journal_full", 0L);
    with.check("there", found, dropped);
    long accepted =
        with.requests.stream()
            .filter(each -> each.accepted)
            .mapToLong(each -> each.rows.size())
            .sum();
    assertThat(journal.status().accepted()).isEqualTo(accepted);
    assertThat(standing.accepted()).as("nothing refused comes back").isEqualTo(accepted);
    assertThat(standing.delivered() + dropped).isEqualTo(accepted);
    assertThat(standing.pending()).isZero();
  }

  private void with(Consumer<FaultyDisk> fault, String what) throws IOException {
    var on = new FaultyDisk();
    var books = new Ledger();
    try (Journal journal = open(on, books);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      books.append(journal, 0, 3, Origin.UNNAMED);
      fault.accept(on);
      live(journal, there, books);
      healed(on, journal, there, books);
      assertThat(journal.status().segments()).as("no litter").isLessThan(12);
    } catch (AssertionError | IOException | RuntimeException wrong) {
      throw new AssertionError(what + ": " + wrong.getMessage(), wrong);
    }
    try (Journal journal = open(on, books);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      assertThat(books.drain(there, 1000)).as(what).isEmpty();
    }
  }

  @Test
  void everyChange_failingOnce_isSurvived() throws IOException {
    for (Kind kind :
        List.of(Kind.WRITE, Kind.SYNC, Kind.SYNC_FOLDER, Kind.CREATE, Kind.TRUNCATE, Kind.DELETE)) {
      for (int nth = 1; nth <= 60; nth++) {
        int number = nth;
        with(on -> on.failOnce(kind, number, "Input/output error"), kind + " " + nth);
        with(
            on -> {
              on.failOnce(kind, number, "No space left on device");
              on.failOnce(Kind.TRUNCATE, 1, "Input/output error");
            },
            kind + " " + nth + ", then the first truncation");
      }
    }
  }

  @Test
  void everyKind_failingForAWhile_isSurvived() throws IOException {
    for (Kind kind : Kind.values()) {
      for (int nth = 1; nth <= 20; nth++) {
        int from = nth;
        with(
            on -> {
              var count = new int[1];
              on.failAll(kind, "Input/output error", _ -> ++count[0] >= from);
            },
            kind + " from " + nth);
      }
    }
  }

  @Test
  void diskFull_atEveryByte_isSurvived() throws IOException {
    for (int bytes = 0; bytes < 90_000; bytes += 61 + bytes / 300) {
      int more = bytes;
      with(
          on -> {
            long free = free(on);
            on.room((1L << 40) - free + more);
          },
          "room for " + bytes);
    }
  }

  private static long free(FaultyDisk on) {
    try {
      return on.free();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void diskFull_isRefusedAsSuch_andLeavesNoLitter() throws IOException {
    try (Journal journal = open(disk, ledger);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      disk.room(0);
      int files = 0;
      for (int i = 0; i < 500; i++) {
        Appended answer = ledger.append(journal, i, i == 0 ? 60_000 : 10, Origin.UNNAMED);
        time.pass(Duration.ofSeconds(2));
        if (i == 0) {
          disk.room(Long.MAX_VALUE);
          disk.room((1L << 40) - disk.free() + 20_000);
        }
        assertThat(refusal(answer).reason()).isEqualTo("disk_full");
        files = Math.max(files, disk.kill().list().size());
      }
      assertThat(files).isLessThan(12);
      healed(disk, journal, there, ledger);
    }
  }

  @Test
  void shutDoor_asksTheDiskOnceASecond() throws IOException {
    try (Journal journal = open(disk, ledger)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      disk.failAll(Kind.WRITE, "Read-only file system");
      disk.failAll(Kind.CREATE, "Read-only file system");
      assertThat(refusal(ledger.append(journal, 0, 3, Origin.UNNAMED)).reason())
          .isEqualTo("disk_error");
      assertThat(journal.status().problem()).contains("Read-only file system");
      int asked = disk.log().size();
      for (int i = 0; i < 1000; i++) {
        assertThat(refusal(ledger.append(journal, 0, 3, Origin.UNNAMED)).reason())
            .isEqualTo("disk_error");
      }
      assertThat(disk.log()).hasSize(asked);
      assertThat(journal.status().refused()).isEqualTo(Map.of("disk_error", 3_003L));
    }
  }

  @Test
  void vanishedFolder_isRefused_countsNothingAsLost_andHeals() throws IOException {
    try (Journal journal = open(disk, ledger);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      time.pass(Duration.ofMinutes(61));
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      disk.vanish();
      assertThat(refusal(ledger.append(journal, 0, 3, Origin.UNNAMED)).reason())
          .isEqualTo("disk_error");
      assertThat(journal.status().problem()).startsWith("disk_error: ");
      assertThat(there.standing().pending()).isEqualTo(6);
      healed(disk, journal, there, ledger);
    }
  }

  @Test
  void vanishedFiles_areNoLossWhileTheirFolderIsGone() throws IOException {
    try (Journal journal = open(disk, ledger);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      time.pass(Duration.ofMinutes(61));
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      var taken = there.take(10, 0).orElseThrow();
      disk.vanish();
      assertThatThrownBy(() -> there.read(taken, new Batch())).isInstanceOf(IOException.class);
      healed(disk, journal, there, ledger);
    }
  }

  @Test
  void hungSync_givesUpWhoWaits_andHeals() throws Exception {
    try (Journal journal = open(disk, ledger);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      Hang hang = disk.hangSyncs();
      var answers = new ArrayList<AtomicReference<Appended>>();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 3; i++) {
        start(journal, Origin.UNNAMED, answers, threads);
        if (i == 0) {
          hang.awaitReached();
        }
      }
      time.pass(Duration.ofSeconds(31));
      for (Thread each : threads.subList(1, 3)) {
        each.join();
      }
      assertThat(answers.subList(1, 3))
          .allSatisfy(each -> assertThat(refusal(each.get()).reason()).isEqualTo("stalled"));
      assertThat(answers.getFirst().get()).as("nobody knows yet").isEqualTo(NONE);
      assertThat(journal.status().refused()).isEqualTo(Map.of("stalled", 4L));
      assertThat(there.standing().pending()).isEqualTo(3);
      hang.release();
      disk.heal();
      threads.getFirst().join();
      assertThat(answers.getFirst().get()).isEqualTo(Appended.ACCEPTED);
      assertThat(ledger.append(journal, 0, 3, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
      assertThat(ledger.drain(there, 100)).as("nothing that was refused").hasSize(8);
    }
  }

  private static void start(
      Journal journal,
      Origin origin,
      List<AtomicReference<Appended>> answers,
      List<Thread> threads) {
    var answer = new AtomicReference<Appended>(NONE);
    answers.add(answer);
    var own = new Ledger();
    threads.add(Thread.ofPlatform().start(() -> answer.set(own.append(journal, 0, 2, origin))));
    Thread begun = threads.getLast();
    while (begun.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void repeat_besideItsFirst_isSafeOnlyWithIt() throws Exception {
    try (Journal journal = open(disk, ledger)) {
      ledger.append(journal, 0, 3, Origin.UNNAMED);
      Hang hang = disk.hangSyncs();
      var answers = new ArrayList<AtomicReference<Appended>>();
      var threads = new ArrayList<Thread>();
      start(journal, Origin.UNNAMED, answers, threads);
      hang.awaitReached();
      start(journal, Origin.sender(SENDER, 1, 0, 2), answers, threads);
      start(journal, Origin.sender(SENDER, 1, 0, 2), answers, threads);
      disk.failOnce(Kind.SYNC, 2, "Input/output error");
      hang.release();
      for (Thread each : threads) {
        each.join();
      }
      assertThat(answers.get(0).get()).isEqualTo(Appended.ACCEPTED);
      assertThat(refusal(answers.get(1).get()).reason()).isEqualTo("disk_error");
      assertThat(refusal(answers.get(2).get()).reason()).isEqualTo("disk_error");
      disk.heal();
      time.pass(Duration.ofSeconds(2));
      assertThat(ledger.append(journal, 0, 2, Origin.sender(SENDER, 1, 0, 2)))
          .isEqualTo(Appended.ACCEPTED);
    }
  }
}
