package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Origin;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What another Sonde is told of its own samples.
final class HoldsTest {
  private static final UUID SENDER = new UUID(1, 2);

  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void held_isTheEndOfWhatIsSafe_alsoAfterARestart() throws IOException {
    try (Pen pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.journal.holds(SENDER, 7)).isZero();
      pen.append(3, 1, Origin.sender(SENDER, 7, 10, 13));
      pen.append(3, 1, Origin.sender(SENDER, 7, 13, 20));
      assertThat(pen.journal.holds(SENDER, 7)).isEqualTo(20);
      assertThat(pen.journal.holds(SENDER, 8)).isZero();
    }
    try (Pen pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.journal.holds(SENDER, 7)).isEqualTo(20);
    }
  }

  @Test
  void batchOfWhichNothingIsLeft_isRememberedAllTheSame() throws IOException {
    Origin first = Origin.sender(SENDER, 7, 0, 5);
    try (Pen pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.append(0, 1, first)).isEqualTo(Appended.ACCEPTED);
      assertThat(pen.append(0, 1, first)).isEqualTo(Appended.REPEATED);
      assertThat(pen.journal.holds(SENDER, 7)).isEqualTo(5);
      pen.append(2, 1, Origin.UNNAMED);
    }
    try (Pen pen = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThat(pen.append(0, 1, first)).isEqualTo(Appended.REPEATED);
      assertThat(pen.journal.holds(SENDER, 7)).isEqualTo(5);
    }
  }

  @Test
  void refusedBatch_isNotHeld() throws IOException {
    try (Pen pen = new Pen(disk, JournalConfig.DEFAULT)) {
      pen.append(1, 1, Origin.UNNAMED);
      disk.failOnce(Kind.SYNC, 1, "Input/output error");
      assertThat(pen.append(3, 1, Origin.sender(SENDER, 7, 0, 3)))
          .isInstanceOf(Appended.Refused.class);
      assertThat(pen.journal.holds(SENDER, 7)).isZero();
      disk.heal();
      pen.time.pass(Duration.ofSeconds(2));
      assertThat(pen.append(3, 1, Origin.sender(SENDER, 7, 0, 3))).isEqualTo(Appended.ACCEPTED);
      assertThat(pen.journal.holds(SENDER, 7)).isEqualTo(3);
    }
  }
}
