package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.api.Shipment;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A small, whole journal with something wrong at every place of every file: it opens, and gives
/// everything but the record that was hit.
class FlipTest {
  private static final int[] MASKS = {0x01, 0x80, 0xff};
  private static final UUID SENDER = new UUID(3, 4);

  /// A record of the log as it was written.
  private record Place(String file, long from, long to, int type, int first, int count) {}

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final FaultyDisk whole = new FaultyDisk();
  private final Ledger ledger = new Ledger();
  private final List<Place> places = new ArrayList<>();
  private final List<Ledger.Row> all = new ArrayList<>();
  private int settled;

  private static JournalConfig config() {
    JournalConfig usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        usual.sync(),
        usual.syncInterval(),
        usual.maxBytes(),
        Duration.ZERO,
        WhenFull.DROP_OLDEST,
        usual.segmentBytes(),
        Duration.ofDays(365),
        4 << 10);
  }

  private Journal open(Disk disk) throws IOException {
    return Journal.open(
        disk,
        config(),
        new JournalContext(time, ledger.indexes::getAndIncrement, "machine", () -> {}));
  }

  @BeforeEach
  void write() throws IOException {
    try (Journal journal = open(whole);
        Destination none = journal.destination("none", StartAt.OLDEST, true);
        Destination half = journal.destination("half", StartAt.OLDEST, true)) {
      assertThat(none.standing().accepted()).isZero();
      ledger.append(journal, 0, 6, Origin.UNNAMED);
      ledger.append(journal, 3, 4, Origin.sender(SENDER, 1, 0, 4));
      ledger.append(journal, 5, 7, Origin.UNNAMED);
      ledger.deliver(half, 5, 0);
      deadLetter(half);
      time.pass(Duration.ofMinutes(61));
      ledger.append(journal, 0, 4, Origin.sender(SENDER, 1, 4, 8));
      ledger.append(journal, 8, 4, Origin.UNNAMED);
      ledger.deliver(half, 3, 0);
    }
    try (Journal journal = open(whole)) {
      ledger.append(journal, 2, 5, Origin.UNNAMED);
      ledger.append(journal, 10, 2, Origin.sender(SENDER, 1, 8, 10));
      ledger.append(journal, 0, 3, Origin.UNNAMED);
    }
    ledger.requests.forEach(each -> all.addAll(each.rows));
    settled = ledger.receiver("half").settled.size();
    for (String name : whole.list().stream().sorted().toList()) {
      if (Segment.sequence(name) >= 0) {
        index(name);
      }
    }
    assertThat(places.stream().map(Place::file).distinct()).hasSize(3);
  }

  private void deadLetter(Destination of) throws IOException {
    var batch = new Batch();
    var id = of.take(5, 0).orElseThrow();
    of.read(id, batch);
    of.deadLetters().add(new Shipment(id, batch, List.of(), _ -> null), "no such thing");
  }

  private void index(String name) throws IOException {
    var segment = new Segment(head(name), whole.size(name));
    try (Scanner records = SegmentSource.records(whole, segment)) {
      while (records.next()) {
        places.add(
            new Place(
                name,
                records.offset(),
                records.nextOffset(),
                records.type(),
                (int) records.first(),
                records.count()));
      }
    }
  }

  private SegmentHead head(String name) throws IOException {
    try {
      return Objects.requireNonNull(Recovery.head(whole, name));
    } catch (SegmentHead.NewerVersionException newer) {
      throw new AssertionError(newer);
    }
  }

  /// What is lost when this byte is wrong.
  private List<Ledger.Row> hit(String name, long at) {
    for (Place each : places) {
      if (each.file().equals(name)
          && each.from() <= at
          && at < each.to()
          && each.type() == RecordType.SAMPLES) {
        return all.subList(each.first(), each.first() + each.count());
      }
    }
    return List.of();
  }

  private boolean hitsRecord(String name, long at) {
    return places.stream()
        .anyMatch(each -> each.file().equals(name) && each.from() <= at && at < each.to());
  }

  /// Everything but this comes, in order, and this is counted.
  private void check(FaultyDisk disk, List<Ledger.Row> lost) throws IOException {
    try (Journal journal = open(disk);
        Destination none = journal.destination("none", StartAt.OLDEST, true);
        Destination half = journal.destination("half", StartAt.OLDEST, true)) {
      check(none, all, lost);
      check(half, all.subList(settled, all.size()), lost);
      assertThat(journal.status().damaged()).isEqualTo(lost.size());
      var more = new Ledger();
      more.append(journal, 0, 3, Origin.UNNAMED);
      more.check("none", more.drain(none, 10));
    }
  }

  private void check(Destination of, List<Ledger.Row> rows, List<Ledger.Row> lost)
      throws IOException {
    var left = new ArrayList<>(rows);
    left.removeAll(lost);
    assertThat(ledger.drain(of, 4)).isEqualTo(left);
    Standing standing = of.standing();
    assertThat(standing.pending()).isZero();
    assertThat(standing.accepted()).isEqualTo(all.size());
    assertThat(standing.dropped().getOrDefault("damaged", 0L)).isEqualTo(rows.size() - left.size());
    assertThat(standing.delivered() + rows.size() - left.size()).isEqualTo(all.size());
  }

  private interface Check {
    void run(FaultyDisk disk) throws IOException;
  }

  private void with(String what, Check check) throws IOException {
    FaultyDisk disk = whole.kill();
    try {
      check.run(disk);
    } catch (AssertionError | IOException | RuntimeException wrong) {
      throw new AssertionError(what + ": " + wrong.getMessage(), wrong);
    }
  }

  private List<String> logs() throws IOException {
    return whole.list().stream().filter(each -> Segment.sequence(each) >= 0).toList();
  }

  @Test
  void whole_journalIsWhole() throws IOException {
    with("nothing", disk -> check(disk, List.of()));
  }

  @Test
  void flip_anywhereInTheLog_costsItsRecordAtMost() throws IOException {
    for (String name : logs()) {
      for (long at = 0; at < whole.size(name); at++) {
        for (int mask : MASKS) {
          long place = at;
          with(
              name + " at " + at + " with " + mask,
              disk -> {
                disk.flip(name, place, mask);
                check(disk, hit(name, place));
              });
        }
      }
    }
  }

  @Test
  void flip_anywhereElse_costsNothing() throws IOException {
    for (String name : whole.list()) {
      if (Segment.sequence(name) < 0 && !name.startsWith("cursor-")) {
        for (long at = 0; at < whole.size(name); at++) {
          long place = at;
          int mask = MASKS[(int) (at % MASKS.length)];
          with(
              name + " at " + at,
              disk -> {
                disk.flip(name, place, mask);
                check(disk, List.of());
              });
        }
      }
    }
  }

  @Test
  void flip_inACursor_isNeverALoss() throws IOException {
    for (String name : List.of("cursor-none", "cursor-half")) {
      for (long at = 0; at < whole.size(name); at += 13) {
        long place = at;
        with(
            name + " at " + at,
            disk -> {
              disk.flip(name, place, 0x10);
              loses(disk, List.of());
            });
      }
    }
  }

  /// Nobody misses anything but this. A destination whose cursor is gone may get more than once.
  private void loses(Disk disk, List<Ledger.Row> lost) throws IOException {
    try (Journal journal = open(disk);
        Destination none = journal.destination("none", StartAt.OLDEST, true);
        Destination half = journal.destination("half", StartAt.OLDEST, true)) {
      var left = new ArrayList<>(all);
      left.removeAll(lost);
      assertThat(ledger.drain(none, 4)).containsAll(left);
      assertThat(ledger.drain(half, 4))
          .containsAll(left.stream().filter(all.subList(settled, all.size())::contains).toList());
      for (Destination each : List.of(none, half)) {
        Standing standing = each.standing();
        long dropped = standing.dropped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(standing.pending()).isZero();
        assertThat(standing.accepted()).isEqualTo(standing.delivered() + dropped);
      }
      assertThat(new Ledger().append(journal, 0, 3, Origin.UNNAMED)).isNotNull();
    }
  }

  @Test
  void flip_inTheLog_isReportedAndRepaired() throws IOException {
    for (String name : logs()) {
      for (long at = 0; at < whole.size(name); at++) {
        long place = at;
        int mask = MASKS[(int) (at % MASKS.length)];
        with(
            name + " at " + at,
            disk -> {
              disk.flip(name, place, mask);
              Verification before = verify(disk);
              assertThat(before.isSound()).isEqualTo(before.damages().isEmpty());
              assertThat(!before.damages().isEmpty() || !hitsRecord(name, place)).isTrue();
              Repair.of(disk, () -> 0, _ -> {});
              Verification after = verify(disk);
              assertThat(after.damages()).isEmpty();
              assertThat(after.unreadable()).isZero();
              assertThat(after.lost()).isEqualTo(hit(name, place).size());
              check(disk, hit(name, place));
            });
      }
    }
  }

  private static Verification verify(Disk disk) throws IOException {
    return JournalFolder.read(disk, () -> 0).verify(_ -> {});
  }

  @Test
  void flip_inTheSidecar_isReportedAndRepaired() throws IOException {
    for (String log : logs()) {
      String name = log.replace(Segment.LOG, Segment.DEFINITIONS);
      for (long at = 0; at < whole.size(name); at++) {
        long place = at;
        with(
            name + " at " + at,
            disk -> {
              disk.flip(name, place, 0x10);
              assertThat(verify(disk).isSound()).isFalse();
              Repair.of(disk, () -> 0, _ -> {});
              assertThat(verify(disk).isSound()).isTrue();
              definitionsStandTwice(disk, log);
            });
      }
    }
  }

  private void definitionsStandTwice(FaultyDisk disk, String log) throws IOException {
    for (Place each : places) {
      if (each.file().equals(log) && each.type() == RecordType.DEFINITIONS) {
        disk.flip(log, each.from() + 40, 0x10);
      }
    }
    check(disk, List.of());
  }

  @Test
  void fileTruncated_anywhere_costsWhatIsCutOff() throws IOException {
    for (String name : whole.list()) {
      long step = name.startsWith("cursor-") ? 37 : 1;
      for (long size = 0; size < whole.size(name); size += step) {
        long end = size;
        with(
            name + " cut at " + size,
            disk -> {
              try (Disk.File file = disk.open(name)) {
                file.truncate(end);
              }
              loses(disk, behind(name, end));
            });
      }
    }
  }

  private List<Ledger.Row> behind(String name, long end) {
    var lost = new ArrayList<Ledger.Row>();
    for (Place each : places) {
      if (each.file().equals(name) && each.to() > end) {
        lost.addAll(all.subList(each.first(), each.first() + each.count()));
      }
    }
    return lost;
  }

  @Test
  void fileDeletedOrReplaced_costsWhatItHeld() throws IOException {
    for (String name : whole.list()) {
      with(
          name + " deleted",
          disk -> {
            disk.delete(name);
            loses(disk, behind(name, 0));
          });
      for (int size : new int[] {0, 1, 100, 5000}) {
        with(
            name + " is " + size + " bytes of nonsense",
            disk -> {
              var nonsense = new byte[size];
              new Random(size).nextBytes(nonsense);
              disk.delete(name);
              try (Disk.File file = disk.create(name)) {
                file.write(ByteBuffer.wrap(nonsense), 0);
              }
              loses(disk, behind(name, 0));
            });
      }
    }
  }

  /// A power cut takes the end of the last sidecar, which is synced when its segment ends; then a
  /// byte of the log goes wrong: each copy has what the other lacks.
  @Test
  void definitions_comeFromBothCopies() throws IOException {
    String log = logs().stream().sorted().toList().getLast();
    Place first =
        places.stream()
            .filter(each -> each.file().equals(log) && each.type() == RecordType.DEFINITIONS)
            .findFirst()
            .orElseThrow();
    with(
        "first definitions",
        disk -> {
          try (Disk.File file = disk.open(log.replace(Segment.LOG, Segment.DEFINITIONS))) {
            assertThat(file.size()).isGreaterThan(first.to() - first.from());
            file.truncate(first.to() - first.from());
          }
          disk.flip(log, first.from() + 40, 1);
          check(disk, List.of());
        });
  }

  /// A later version of Sonde wrote it, soundly.
  @Test
  void newerVersions_areSetAside() throws IOException {
    for (String name : logs()) {
      with(
          name + " is newer",
          disk -> {
            raise(disk, name);
            loses(disk, behind(name, 0));
            assertThat(disk.has(name + Recovery.NEWER)).isTrue();
          });
    }
  }

  private void raise(FaultyDisk disk, String name) throws IOException {
    var bytes = head(name).bytes().order(ByteOrder.LITTLE_ENDIAN);
    for (int at : new int[] {0, SegmentHead.LENGTH / 2}) {
      var crc = new CRC32C();
      crc.update(bytes.putInt(at + 8, SegmentHead.VERSION + 1).slice(at, 68));
      bytes.putInt(at + 68, (int) crc.getValue());
    }
    try (Disk.File file = disk.open(name)) {
      file.write(bytes.rewind(), 0);
    }
  }

  /// Whenever the power goes while repair works, repairing once more finds all there is.
  @Test
  void repair_cutShort_losesNothing() throws IOException {
    Place place =
        places.stream().filter(each -> each.type() == RecordType.SAMPLES).findFirst().orElseThrow();
    List<Ledger.Row> lost = hit(place.file(), place.from());
    for (long changes = 0; changes < 25; changes++) {
      long after = changes;
      with(
          "power cut after " + changes,
          disk -> {
            disk.flip(place.file(), place.to() - 1, 1);
            disk.powerOffAfter(after);
            try {
              Repair.of(disk, () -> 0, _ -> {});
            } catch (IOException powerless) {
              assertThat(powerless).hasMessageContaining("power");
            }
            for (FaultyDisk each : (Iterable<FaultyDisk>) disk.crashes(60, after)::iterator) {
              Repair.of(each, () -> 0, _ -> {});
              assertThat(verify(each).lost()).isEqualTo(lost.size());
              check(each, lost);
            }
          });
    }
  }
}
