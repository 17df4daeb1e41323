package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import dev.sonde.api.Origin;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What receivers note with their pushes.
class NotesTest {
  private final FaultyDisk disk = new FaultyDisk();
  private final Batch batch = new Batch();

  @Test
  void noteIsFound_onceItsPushIsSafe_andAfterARestart() throws IOException {
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEmpty();
      note(pen, note("a", 1, "one"), note("a", 2, "two"), note("b", 1, "other"));
      note(pen, note("a", 1, "newer"));
      assertThat(found(pen, "a", 1)).isEqualTo("newer");
    }
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEqualTo("newer");
      assertThat(found(pen, "a", 2)).isEqualTo("two");
      assertThat(found(pen, "b", 1)).isEqualTo("other");
      assertThat(found(pen, "b", 2)).isEmpty();
    }
  }

  @Test
  void noteWithoutASample_isKept() throws IOException {
    try (Pen pen = pen()) {
      assertThat(pen.journal.append(new Batch(), Origin.UNNAMED, List.of(note("a", 1, "x"))))
          .isEqualTo(Appended.ACCEPTED);
    }
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEqualTo("x");
    }
  }

  @Test
  void samplesWithNotes_areReadAsThoseWithout() throws IOException {
    try (Pen pen = pen();
        Destination to = pen.journal.destination("to", StartAt.OLDEST, true)) {
      note(pen, note("a", 1, "x"));
      pen.append(3, 2);
      note(pen, note("a", 1, "y"));
      assertThat(Pen.drain(to, 2)).containsExactly(7.0, 0.0, 1.0, 2.0, 7.0);
      assertThat(to.standing().dropped()).isEmpty();
    }
  }

  @Test
  void refusedPush_leavesNoNote() throws IOException {
    try (Pen pen = pen()) {
      note(pen, note("a", 1, "before"));
      disk.failOnce(Kind.SYNC, 1, "Input/output error");
      assertThat(append(pen, note("a", 1, "refused"))).isInstanceOf(Appended.Refused.class);
      assertThat(found(pen, "a", 1)).isEqualTo("before");
    }
    disk.heal();
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEqualTo("before");
    }
  }

  @Test
  void notes_outliveTheSegmentsTheyWereWrittenIn() throws IOException {
    try (Pen pen = pen();
        Destination _ = pen.journal.destination("waits", StartAt.OLDEST, true)) {
      for (int i = 0; i < 9_000; i++) {
        note(pen, note("a", i, "text of " + i));
      }
      for (int hour = 0; hour < 5; hour++) {
        pen.time.pass(Duration.ofMinutes(61));
        pen.append(1, 1);
      }
    }
    List<String> segments = segments();
    assertThat(segments).hasSizeGreaterThan(3);
    segments.subList(0, segments.size() - 1).forEach(this::delete);
    try (Pen pen = pen()) {
      for (int i = 0; i < 9_000; i++) {
        assertThat(found(pen, "a", i)).isEqualTo("text of " + i);
      }
    }
  }

  @Test
  void damageAmongNotes_isMadeUpForByTheSegmentBefore() throws IOException {
    try (Pen pen = pen();
        Destination _ = pen.journal.destination("waits", StartAt.OLDEST, true)) {
      note(pen, note("a", 1, "old"), note("a", 2, "two"));
      pen.time.pass(Duration.ofMinutes(61));
      note(pen, note("a", 1, "new"));
    }
    String newest = segments().getLast();
    disk.flip(newest, SegmentHead.LENGTH + RecordFrame.LENGTH + 20, 1);
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEqualTo("new");
      assertThat(found(pen, "a", 2)).isEqualTo("two");
    }
  }

  @Test
  void newestSegment_staysForItsNotes_whenAllIsDelivered() throws IOException {
    try (Pen pen = pen()) {
      note(pen, note("a", 1, "x"));
    }
    try (Pen pen = pen()) {
      pen.time.pass(Duration.ofHours(30));
      new Bounds(
              new Log(disk, new Tail(0), Recovery.reading(disk).segments(), 1),
              new Cursors(disk, pen.time),
              pen.time,
              JournalConfig.DEFAULT)
          .tidy();
    }
    try (Pen pen = pen()) {
      assertThat(found(pen, "a", 1)).isEqualTo("x");
    }
  }

  @Test
  void notesThatNobodyWritesAgain_leaveAfterEightDays_whateverTheClockDoes() throws IOException {
    try (Pen pen = pen()) {
      note(pen, note("a", 1, "x"));
      pen.time.step(Duration.ofDays(4_000));
      roll(pen);
      assertThat(found(pen, "a", 1)).isEqualTo("x");
      for (int day = 0; day < 7; day++) {
        pen.time.pass(Duration.ofDays(1));
        note(pen, note("a", 2, "y"));
      }
      assertThat(found(pen, "a", 1)).isEqualTo("x");
      pen.time.pass(Duration.ofDays(1));
      roll(pen);
      assertThat(found(pen, "a", 1)).isEmpty();
      assertThat(found(pen, "a", 2)).isEqualTo("y");
    }
  }

  @Test
  void room_isAPartOfASegment_sharedByOwners() throws IOException {
    var small = Pen.config(8 << 20, WhenFull.DROP_OLDEST);
    try (Pen pen = new Pen(disk, small)) {
      Notes notes = pen.journal.notes();
      assertThat(notes.room("a")).isEqualTo(512 << 10);
      for (int i = 0; notes.room("a") > 0; i++) {
        append(pen, note("a", i, "text"));
      }
      assertThat(notes.room("b")).isBetween(255L << 10, 256L << 10);
      pen.time.pass(Duration.ofHours(3));
      append(pen, note("a", 0, "again"));
      assertThat(notes.room("a"))
          .as("still little, but its idle ones left")
          .isGreaterThan(500 << 10);
      assertThat(found(pen, "a", 0)).isEqualTo("again");
    }
  }

  @Test
  void boundThatShrinks_leavesTheNewest() throws IOException {
    var notebook = new Notebook();
    for (int i = 0; i < 1_000; i++) {
      notebook.add(List.of(note("a", i, "text")), i);
    }
    notebook.bound(20_000);
    notebook.forget(1_000);
    assertThat(notebook.cost()).isBetween(10_000L, 20_000L);
    assertThat(notebook.find("a", new Note.Place(999, 7))).isPresent();
    assertThat(notebook.find("a", new Note.Place(0, 7))).isEmpty();
  }

  @Test
  void spoiltNotes_areReadOrRefused() throws IOException, DamagedException {
    var notebook = new Notebook();
    notebook.add(List.of(note("a", 1, "x"), note("b", 2, "y"), note("b", 3, "")), 5);
    var chunks = new ArrayList<byte[]>();
    notebook.write(chunk -> chunks.add(Arrays.copyOf(chunk.bytes(), chunk.size())));
    var copy = new Notebook();
    for (byte[] each : chunks) {
      copy.read(each, 0, each.length);
      for (int length = 0; length < each.length; length++) {
        int to = length;
        if (length < 3) {
          assertThatThrownBy(() -> new Notebook().read(each, 0, to))
              .isInstanceOf(DamagedException.class);
        }
      }
    }
    assertThat(copy.cost()).isEqualTo(notebook.cost());
    assertThat(copy.find("b", new Note.Place(3, 7))).isPresent();
    var random = new Random(8);
    var section = new Payload();
    Noted.write(List.of(note("a", 1, "x"), note("b", 2, "y")), section);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] spoilt = Arrays.copyOf(section.bytes(), random.nextInt(section.size() + 1));
      if (spoilt.length > 0) {
        spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        Noted.read(spoilt, 0, spoilt.length);
      } catch (DamagedException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private Pen pen() throws IOException {
    return new Pen(disk, JournalConfig.DEFAULT);
  }

  private void roll(Pen pen) {
    pen.time.pass(Duration.ofMinutes(61));
    pen.append(1, 1);
  }

  private void note(Pen pen, Note... notes) {
    assertThat(append(pen, notes)).isEqualTo(Appended.ACCEPTED);
  }

  private Appended append(Pen pen, Note... notes) {
    batch.clear();
    batch.add(pen.series(0), 1_000, 7);
    return pen.journal.append(batch, Origin.UNNAMED, List.of(notes));
  }

  private List<String> segments() throws IOException {
    return disk.list().stream().filter(each -> Segment.sequence(each) >= 0).sorted().toList();
  }

  private void delete(String segment) {
    try {
      disk.delete(segment);
    } catch (IOException defect) {
      throw new AssertionError(defect);
    }
  }

  private static Note note(String owner, int place, String text) {
    return new Note(
        owner, new Note.Place(place, 7), new Note.Text(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Empty when there is none.
  private static String found(Pen pen, String owner, int place) {
    return pen.journal
        .notes()
        .find(owner, new Note.Place(place, 7))
        .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
        .orElse("");
  }
}
