package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Tearing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A short life of a journal, cut short by a power cut at every change of the disk, and everything
/// the disk may hold then.
class CrashModelTest {
  private static final UUID SENDER = new UUID(1, 2);
  private static final int CRASHES = 100;
  private static final List<Tearing> TEARINGS =
      List.of(Tearing.NEVER, Tearing.SECTORS, Tearing.BYTES);

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");

  private static JournalConfig config(Sync sync) {
    JournalConfig usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        sync,
        Duration.ofSeconds(1),
        usual.maxBytes(),
        usual.maxAge(),
        usual.whenFull(),
        usual.segmentBytes(),
        Duration.ofHours(1),
        4 << 10);
  }

  private Journal open(Disk disk, Ledger ledger) throws IOException {
    return Journal.open(
        disk,
        config(Sync.ALWAYS),
        new JournalContext(time, ledger.indexes::getAndIncrement, "machine", () -> {}));
  }

  /// Ends where the power does.
  private void live(Disk disk, Ledger ledger) {
    try (Journal journal = open(disk, ledger)) {
      firstDay(journal, ledger);
    } catch (IOException powerless) {
      return;
    }
    try (Journal journal = open(disk, ledger)) {
      secondDay(journal, ledger);
    } catch (IOException powerless) {
      assertThat(powerless).hasMessageContaining("power");
    }
  }

  private void firstDay(Journal journal, Ledger ledger) throws IOException {
    try (Destination there = journal.destination("there", StartAt.OLDEST, true);
        Destination other = journal.destination("other", StartAt.OLDEST, true)) {
      ledger.append(journal, 0, 5, Origin.UNNAMED);
      ledger.append(journal, 2, 4, Origin.sender(SENDER, 1, 0, 4));
      ledger.deliver(there, 4, 0);
      ledger.append(journal, 20, 90, Origin.UNNAMED);
      ledger.deliver(other, 8, 3);
      roll(journal, ledger, 30, 3);
      ledger.append(journal, 0, 2, Origin.sender(SENDER, 1, 4, 6));
      while (ledger.deliver(there, 200, 0)) {}
      while (ledger.deliver(other, 500, 0)) {}
      time.pass(Duration.ofHours(3));
      roll(journal, ledger, 1, 2);
      ledger.deliver(other, 1, 0);
    }
  }

  /// The next append begins another segment; what is delivered and old goes afterwards.
  private void roll(Journal journal, Ledger ledger, int first, int rows) {
    time.pass(Duration.ofMinutes(61));
    ledger.append(journal, first, rows, Origin.UNNAMED);
  }

  private void secondDay(Journal journal, Ledger ledger) throws IOException {
    try (Destination other = journal.destination("other", StartAt.OLDEST, true);
        Destination there = journal.destination("there", StartAt.OLDEST, true)) {
      ledger.append(journal, 7, 2, Origin.sender(SENDER, 1, 6, 8));
      ledger.deliver(other, 100, 0);
      ledger.deliver(there, 1, 0);
      ledger.append(journal, 40, 2, Origin.UNNAMED);
      ledger.deliver(there, 100, 1);
    }
  }

  @Test
  void powerCut_anywhere_losesNothingAccepted() throws IOException {
    var whole = new FaultyDisk();
    live(whole, new Ledger());
    long changes = whole.changes();
    assertThat(whole.list()).as("a segment was deleted").hasSizeLessThan(12);
    for (long after = 1; after <= changes; after++) {
      cutAfter(after, TEARINGS.get((int) (after % TEARINGS.size())));
    }
  }

  private void cutAfter(long changes, Tearing tearing) throws IOException {
    var disk = new FaultyDisk();
    var ledger = new Ledger();
    disk.tear(tearing);
    disk.powerOffAfter(changes);
    live(disk, ledger);
    try (Stream<FaultyDisk> crashes =
        Stream.concat(Stream.of(disk.kill()), disk.crashes(CRASHES, changes))) {
      for (FaultyDisk each : (Iterable<FaultyDisk>) crashes::iterator) {
        goOn(each, ledger, changes);
      }
    }
  }

  private void goOn(FaultyDisk disk, Ledger ledger, long changes) throws IOException {
    try (Journal journal = open(disk, ledger);
        Destination there = journal.destination("there", StartAt.OLDEST, true);
        Destination other = journal.destination("other", StartAt.OLDEST, true);
        Destination another = journal.destination("another", StartAt.OLDEST, true)) {
      for (Destination each : List.of(there, other)) {
        var found = ledger.drain(each, 100);
        ledger.check(each.name(), found);
        addsUp(each, ledger);
      }
      List<Ledger.Row> all = ledger.drain(another, 1000);
      assertThat(all).extracting(Ledger.Row::value).isSorted();
      repeated(journal, ledger, another, all);
      takesMore(journal, there);
    } catch (AssertionError wrong) {
      throw new AssertionError("cut after " + changes + " changes: " + wrong.getMessage(), wrong);
    }
  }

  /// Nothing is pending, nothing was lost but what nobody was promised.
  private static void addsUp(Destination destination, Ledger ledger) {
    Standing standing = destination.standing();
    long dropped = standing.dropped().getOrDefault("damaged", 0L);
    long unanswered =
        ledger.requests.stream()
            .filter(each -> !each.accepted)
            .mapToLong(each -> each.rows.size())
            .sum();
    assertThat(dropped).isLessThanOrEqualTo(unanswered);
    assertThat(standing.pending()).isZero();
    assertThat(standing.accepted()).isEqualTo(standing.delivered() + dropped);
  }

  /// Who was told that a batch is safe is told again. Who was not sends it again, and then it is
  /// there, once.
  private void repeated(Journal journal, Ledger ledger, Destination there, List<Ledger.Row> before)
      throws IOException {
    for (Ledger.Request each : ledger.requests) {
      if (each.origin instanceof Origin.Sender) {
        Appended answer = ledger.repeat(journal, each);
        assertThat(answer).isIn(Appended.REPEATED, Appended.ACCEPTED);
        boolean was = before.containsAll(each.rows);
        assertThat(answer).isEqualTo(was || each.accepted ? Appended.REPEATED : Appended.ACCEPTED);
        assertThat(ledger.drain(there, 100))
            .isEqualTo(was || each.accepted ? List.of() : each.rows);
      }
    }
  }

  private void takesMore(Journal journal, Destination there) throws IOException {
    var fresh = new Ledger();
    fresh.drain(there, 100);
    assertThat(fresh.append(journal, 3, 4, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    fresh.check("there", fresh.drain(there, 3));
  }
}
