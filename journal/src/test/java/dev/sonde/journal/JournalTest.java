package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Origin;
import dev.sonde.journal.JournalConfig.WhenFull;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final MemoryDisk disk = new MemoryDisk(64 << 20);

  private static List<Double> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> (double) number).toList();
  }

  @Test
  void samples_comeBackInOrder() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      for (int i = 0; i < 50; i++) {
        assertThat(pen.append(37, 11)).isEqualTo(Appended.ACCEPTED);
      }
      assertThat(Pen.drain(there, 100)).isEqualTo(numbers(0, 50 * 37));
      assertThat(there.standing().delivered()).isEqualTo(50 * 37);
      assertThat(there.standing().pending()).isZero();
    }
  }

  @Test
  void series_keepNameAndLabelsThroughARestart() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT)) {
      pen.append(5, 5);
    }
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.OLDEST, true)) {
      var into = new Batch();
      there.read(there.take(10, 0).orElseThrow(), into);
      assertThat(into.size()).isEqualTo(5);
      assertThat(into.series(3)).hasToString("metric_3{number=\"3\",place=\"here\"}");
      assertThat(into.time(3)).isEqualTo(1_000_000);
    }
  }

  @Test
  void batchInFlight_isTheSameAfterARestart() throws IOException {
    BatchId before;
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      pen.append(30, 3);
      before = there.take(20, 7).orElseThrow();
    }
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      pen.append(30, 3);
      assertThat(there.take(50, 7)).contains(before);
      var into = new Batch();
      assertThat(there.read(before, into).missing()).isEmpty();
      assertThat(into.size()).isEqualTo(20);
      assertThat(into.value(19)).isEqualTo(19);
      there.settle(new Settlement(20, Map.of(), Map.of()));
      assertThat(there.take(50, 7).orElseThrow().to()).as("one epoch only").isEqualTo(30);
    }
  }

  @Test
  void destination_addedLaterBeginsWithNowOrTheOldest() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT)) {
      pen.append(10, 2);
      try (Destination now = pen.journal.destination("now", StartAt.NOW, true);
          Destination oldest = pen.journal.destination("oldest", StartAt.OLDEST, true)) {
        pen.append(10, 2);
        assertThat(Pen.drain(now, 100)).isEqualTo(numbers(10, 20));
        assertThat(Pen.drain(oldest, 100)).isEqualTo(numbers(0, 20));
      }
    }
  }

  @Test
  void batch_canBeCutAndReadAgain() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      pen.append(40, 4);
      pen.append(40, 4);
      var into = new Batch();
      BatchId whole = there.take(80, 0).orElseThrow();
      there.read(whole, into);
      BatchId half = there.cut(45);
      there.read(half, into);
      assertThat(into.size()).isEqualTo(45);
      assertThat(into.value(44)).isEqualTo(44);
      there.settle(new Settlement(40, Map.of("why", 2L), Map.of("because", 3L)));
      assertThat(Pen.drain(there, 7)).isEqualTo(numbers(45, 80));
      Standing standing = there.standing();
      assertThat(standing.accepted()).isEqualTo(80);
      assertThat(standing.filtered()).isEqualTo(Map.of("why", 2L));
      assertThat(standing.dropped()).isEqualTo(Map.of("because", 3L));
    }
  }

  @Test
  void oldestGoes_whenFull_andIsCounted() throws IOException {
    JournalConfig small = Pen.config(1 << 20, WhenFull.DROP_OLDEST);
    try (var pen = new Pen(disk, small);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      for (int i = 0; i < 3_000; i++) {
        assertThat(pen.append(500, 500)).isEqualTo(Appended.ACCEPTED);
        assertThat(pen.journal.status().bytes()).isLessThanOrEqualTo(1 << 20);
      }
      Standing standing = there.standing();
      long dropped = standing.dropped().getOrDefault("journal_full", 0L);
      assertThat(dropped).isPositive();
      assertThat(standing.accepted()).isEqualTo(3_000 * 500);
      assertThat(standing.pending() + dropped).isEqualTo(3_000 * 500);
      assertThat(Pen.drain(there, 10_000)).isEqualTo(numbers((int) dropped, 3_000 * 500));
    }
  }

  @Test
  void appends_areRefusedWhenFull_ifSoConfigured_untilThereIsRoom() throws IOException {
    JournalConfig small = Pen.config(1 << 20, WhenFull.REFUSE);
    try (var pen = new Pen(disk, small);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      int appends = 0;
      Appended answer = pen.append(500, 500);
      while (answer instanceof Appended.Accepted) {
        appends++;
        answer = pen.append(500, 500);
      }
      assertThat(answer)
          .isInstanceOfSatisfying(
              Appended.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("journal_full"));
      assertThat(Pen.drain(there, 10_000)).isEqualTo(numbers(0, appends * 500));
      pen.time.pass(Duration.ofSeconds(2));
      assertThat(pen.append(500, 500)).isEqualTo(Appended.ACCEPTED);
      assertThat(pen.journal.status().problem()).isEmpty();
    }
  }

  @Test
  void repeat_isRecognised_alsoAfterARestart() throws IOException {
    var sender = UUID.randomUUID();
    try (var pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.append(10, 2, Origin.sender(sender, 1, 0, 10))).isEqualTo(Appended.ACCEPTED);
      assertThat(pen.append(10, 2, Origin.sender(sender, 1, 0, 10))).isEqualTo(Appended.REPEATED);
    }
    try (var pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.append(10, 2, Origin.sender(sender, 1, 0, 10))).isEqualTo(Appended.REPEATED);
      assertThat(pen.append(10, 2, Origin.sender(sender, 1, 10, 20))).isEqualTo(Appended.ACCEPTED);
    }
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.OLDEST, true)) {
      assertThat(pen.append(10, 2, Origin.sender(sender, 1, 0, 20))).isEqualTo(Appended.REPEATED);
      var into = new Batch();
      Contents contents = there.read(there.take(20, 0).orElseThrow(), into);
      assertThat(contents.origins()).hasSize(1);
      assertThat(contents.origins().getFirst().id().instance()).isEqualTo(sender);
    }
  }

  @Test
  void secondJournal_onTheSameFolder_isRefused() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.journal.epoch()).isNotZero();
      assertThatThrownBy(() -> new Pen(disk, JournalConfig.DEFAULT))
          .isInstanceOf(FolderTakenException.class);
    }
  }

  @Test
  void destination_isHeldByOne() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      assertThat(there.name()).isEqualTo("there");
      assertThatThrownBy(() -> pen.journal.destination("there", StartAt.NOW, true))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void rewound_destinationGetsWhatItLacksAgain() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      pen.append(50, 5);
      Pen.drain(there, 100);
      assertThat(there.rewind(20)).isEqualTo(30);
      assertThat(there.standing().pending()).isEqualTo(30);
      assertThat(Pen.drain(there, 100)).isEqualTo(numbers(20, 50));
      assertThat(there.standing().accepted()).isEqualTo(80);
    }
  }

  @Test
  void filesThatAreGone_takeNothingUntilTheyAreBack() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination("there", StartAt.NOW, true)) {
      pen.append(50, 5);
      String live =
          disk.list().stream().filter(each -> each.endsWith(".log")).findFirst().orElseThrow();
      disk.rename(live, "away");
      pen.time.pass(Duration.ofSeconds(2));
      assertThat(pen.append(50, 5))
          .isInstanceOfSatisfying(
              Appended.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("disk_error"));
      assertThat(pen.journal.status().problem()).contains("are gone; bring them back or");
      disk.rename("away", live);
      pen.time.pass(Duration.ofSeconds(2));
      assertThat(pen.append(50, 5)).isEqualTo(Appended.ACCEPTED);
      assertThat(pen.journal.status().problem()).isEmpty();
      assertThat(Pen.drain(there, 100)).isEqualTo(numbers(0, 100));
    }
  }
}
