package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import dev.sonde.journal.CursorFile.Opening;
import dev.sonde.journal.CursorFile.Reading;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CursorFileTest {
  private static final UUID INSTANCE = new UUID(1, 2);
  private static final String NAME = CursorName.of("prom");
  private static final CursorState FIRST = CursorState.begun("prom", INSTANCE, 100, 1_000);
  private static final List<CursorState> STATES = states();

  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void created_isReadAndOpened() throws IOException {
    CursorFile.create(disk, NAME, FIRST).close();
    assertThat(disk.list()).containsExactly(NAME);
    assertThat(disk.size(NAME)).isEqualTo(2 * 4096);
    assertThat(CursorFile.read(disk, NAME)).isEqualTo(new Reading.Sound(FIRST));
    try (var file = opened(disk)) {
      assertThat(file.state()).isEqualTo(FIRST);
    }
  }

  @Test
  void created_replacesWhatWasThere() throws IOException {
    disk.create(NAME).close();
    disk.create(CursorName.unfinished(NAME)).close();
    CursorFile.create(disk, NAME, FIRST).close();
    assertThat(disk.list()).containsExactly(NAME);
    assertThat(CursorFile.read(disk, NAME)).isEqualTo(new Reading.Sound(FIRST));
  }

  @Test
  void stored_isReadBack() throws IOException {
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      for (var each : STATES) {
        file.store(each);
        assertThat(file.state()).isEqualTo(each);
        assertThat(CursorFile.read(disk, NAME)).isEqualTo(new Reading.Sound(each));
      }
    }
  }

  @Test
  void powerCutAnywhere_leavesTheLastStateOrTheNext() throws IOException {
    long changes = store(new FaultyDisk(), Long.MAX_VALUE).changes;
    int cut = 0;
    for (long stop = 0; stop <= changes; stop++) {
      var broken = new FaultyDisk();
      var done = store(broken, stop);
      for (var left : broken.crashes(1_000, stop).toList()) {
        done.check(left);
        cut++;
      }
      done.check(broken.kill());
    }
    assertThat(cut).isGreaterThan(1_000);
  }

  @Test
  void powerCutWhileOpening_leavesTheState() throws IOException {
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      file.store(STATES.get(0));
    }
    for (int stop = 0; stop <= 2; stop++) {
      var broken = disk.kill();
      broken.powerOffAfter(stop);
      if (stop < 2) {
        assertThatThrownBy(() -> CursorFile.open(broken, NAME)).isInstanceOf(IOException.class);
      } else {
        opened(broken).close();
      }
      for (var left : broken.crashes(1_000, 1).toList()) {
        assertThat(CursorFile.read(left, NAME)).isEqualTo(new Reading.Sound(STATES.get(0)));
      }
    }
  }

  /// What a killed process wrote but never synced must not be lost once somebody has built on it.
  @Test
  void opened_isDurable() throws IOException {
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      disk.failOnce(Kind.SYNC, 1, "Input/output error");
      assertThatThrownBy(() -> file.store(STATES.get(0))).isInstanceOf(IOException.class);
    }
    var killed = disk.kill();
    try (var file = opened(killed)) {
      assertThat(file.state()).isEqualTo(STATES.get(0));
    }
    assertThat(killed.crashes(1_000, 1))
        .allSatisfy(each ->
            assertThat(CursorFile.read(each, NAME)).isEqualTo(new Reading.Sound(STATES.get(0))));
  }

  @Test
  void failedWriteOrSync_leavesTheLastState() throws IOException {
    for (var kind : List.of(Kind.WRITE, Kind.SYNC)) {
      var broken = new FaultyDisk();
      try (var file = CursorFile.create(broken, NAME, FIRST)) {
        file.store(STATES.get(0));
        for (int i = 0; i < 3; i++) {
          broken.failOnce(kind, 1, "Input/output error");
          assertThatThrownBy(() -> file.store(STATES.get(1))).isInstanceOf(IOException.class);
          assertThat(file.state()).isEqualTo(STATES.get(0));
          assertThat(broken.crashes(500, 1))
              .allSatisfy(each -> assertOneOf(each, STATES.get(0), STATES.get(1)));
        }
        file.store(STATES.get(2));
        assertThat(broken.crashes(500, 1)).allSatisfy(each -> assertOneOf(each, STATES.get(2)));
      }
    }
  }

  @Test
  void fullDisk_doesNotStopIt() throws IOException {
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      disk.room(0);
      for (var each : STATES) {
        file.store(each);
      }
    }
    opened(disk).close();
  }

  @Test
  void everyFlippedBit_isNoticed() throws IOException {
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      file.store(STATES.get(0));
    }
    long size = disk.size(NAME);
    for (long at = 0; at < size; at++) {
      int mask = 1 << (at % 8);
      disk.flip(NAME, at, mask);
      assertOneOf(disk, FIRST, STATES.get(0));
      disk.flip(NAME, at, mask);
    }
    assertThat(CursorFile.read(disk, NAME)).isEqualTo(new Reading.Sound(STATES.get(0)));
  }

  @Test
  void bothSlotsDamaged_areUnreadableAndLeftAlone() throws IOException {
    CursorFile.create(disk, NAME, FIRST).close();
    disk.flip(NAME, 50, 1);
    disk.flip(NAME, 4096, 1);
    long before = disk.changes();
    assertThat(CursorFile.open(disk, NAME))
        .isEqualTo(new Opening.Unreadable("first half wrong checksum, second half no cursor"));
    assertThat(disk.changes()).isEqualTo(before);
  }

  @Test
  void everyLength_isReadOrUnreadable() throws IOException {
    CursorFile.create(disk, NAME, FIRST).close();
    for (int length = 2 * 4096; length >= 0; length -= 61) {
      try (var file = disk.open(NAME)) {
        file.truncate(length);
      }
      if (length >= 4096) {
        assertOneOf(disk, FIRST);
      } else {
        assertThat(CursorFile.read(disk, NAME)).isInstanceOf(Reading.Unreadable.class);
      }
    }
  }

  @Test
  void newerVersion_isNamedAndNeverTheReasonToLoseTheOlder() throws IOException {
    CursorFile.create(disk, NAME, FIRST).close();
    overwrite(1, newer());
    assertOneOf(disk, FIRST);
    overwrite(0, newer());
    assertThat(CursorFile.read(disk, NAME))
        .isEqualTo(
            new Reading.Unreadable(
                "first half written by another version of Sonde, format 2,"
                    + " second half written by another version of Sonde, format 2"));
  }

  @Test
  void nonsenseWithRightChecksum_isUnreadable() throws IOException {
    for (int at = 24; at < 140; at++) {
      CursorFile.create(disk, NAME, STATES.getLast()).close();
      var slot = CursorSlot.encode(7, STATES.getLast());
      slot.put(at, (byte) 0xff);
      CursorSlot.seal(slot);
      overwrite(0, slot.duplicate());
      overwrite(1, slot);
      var reading = CursorFile.read(disk, NAME);
      boolean inStartOrCursor = at >= 40 && at < 56;
      assertThat(reading instanceof Reading.Unreadable || !inStartOrCursor).isTrue();
      disk.delete(NAME);
    }
  }

  @Test
  void largestState_fits() {
    var counts = new TreeMap<String, Long>();
    for (int i = 0; i < 24; i++) {
      counts.put("%040d".formatted(i), 1L);
    }
    var state =
        new CursorState(
            "\u20ac".repeat(100), INSTANCE, 0, 48, 0, 48, 48, 0, 0, 0, 0, counts, counts);
    var slot = CursorSlot.encode(1, state);
    assertThat(CursorSlot.decode(slot)).isEqualTo(new CursorSlot.Reading.Sound(1, state));
  }

  /// What was stored when the power went, and what was about to be.
  private static final class Progress {
    private int done = -1;
    private long changes;

    void check(Disk left) throws IOException {
      if (done < 0 && !left.has(NAME)) {
        return;
      }
      var last = done <= 0 ? FIRST : STATES.get(done - 1);
      var next = done < 0 ? FIRST : STATES.get(Math.min(done, STATES.size() - 1));
      assertOneOf(left, last, next);
    }
  }

  private static Progress store(FaultyDisk disk, long stop) {
    var progress = new Progress();
    disk.powerOffAfter(stop);
    try (var file = CursorFile.create(disk, NAME, FIRST)) {
      progress.done = 0;
      for (var each : STATES) {
        file.store(each);
        progress.done++;
      }
    } catch (IOException powerOff) {
      assertThat(powerOff).hasMessage("the power is off");
    }
    progress.changes = disk.changes();
    return progress;
  }

  private void overwrite(int slot, ByteBuffer bytes) throws IOException {
    try (var file = disk.open(NAME)) {
      file.write(bytes, slot * 4096L);
    }
  }

  private static ByteBuffer newer() {
    var slot = CursorSlot.encode(9, STATES.get(0));
    slot.putInt(8, 2);
    return CursorSlot.seal(slot);
  }

  private static CursorFile opened(Disk disk) throws IOException {
    return switch (CursorFile.open(disk, NAME)) {
      case Opening.Ready(var file) -> file;
      case Opening.Unreadable(var why) -> throw new AssertionError(why);
    };
  }

  private static void assertOneOf(Disk disk, CursorState... states) throws IOException {
    assertThat(CursorFile.read(disk, NAME))
        .isInstanceOfSatisfying(
            Reading.Sound.class, it -> assertThat(it.state()).isIn((Object[]) states));
  }

  private static List<CursorState> states() {
    var taken = FIRST.take(77, 150, 5);
    var settled = taken.settle(new Settlement(40, Map.of("drop", 10L), Map.of()), "full");
    var skipped = settled.skip(200, "full").seen(2_000);
    return List.of(taken, settled, skipped, skipped.take(78, 300, 6), skipped);
  }
}
