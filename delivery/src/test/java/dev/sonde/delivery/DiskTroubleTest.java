package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The destination is well, the disk is not.
final class DiskTroubleTest {
  private final FaultyDisk disk = new FaultyDisk();
  private Rig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(disk, CourierPlan.EVERYTHING);
  }

  @AfterEach
  void close() {
    disk.heal();
    rig.close();
  }

  @Test
  void settleFails_isTriedAgain_andNothingIsSentAgain() {
    rig.append(10);
    rig.shipper.then(_ -> {
      disk.failAll(Kind.WRITE, "Input/output error");
      return Outcome.ACCEPTED;
    });
    for (int i = 0; i < 5; i++) {
      assertThat(rig.run()).isInstanceOf(Next.After.class);
    }
    assertThat(rig.standing().pending()).isEqualTo(10);
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.OPEN);
    assertThat(rig.kit.breaker().state().lastError()).startsWith("the journal's disk: ");
    disk.heal();
    assertThat(rig.run()).isEqualTo(Next.WHEN_MORE);
    assertThat(rig.shipper.attempts()).hasSize(1);
    assertThat(rig.standing().delivered()).isEqualTo(10);
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void takeFails_isTriedAgain() {
    rig.append(10);
    disk.failAll(Kind.WRITE, "Input/output error");
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.shipper.attempts()).isEmpty();
    disk.heal();
    assertThat(rig.run()).isEqualTo(Next.WHEN_MORE);
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void cutFails_isTriedAgain_andTheWholeIsNotSentAgain() {
    rig.append(10);
    rig.shipper.then(_ -> {
      disk.failAll(Kind.WRITE, "Input/output error");
      return new Outcome.TooLarge("413");
    });
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    disk.heal();
    rig.run();
    assertThat(rig.shipper.attempts())
        .extracting(each -> each.rows().size())
        .containsExactly(10, 5, 5);
  }

  @Test
  void deadLetterCanNotBeWritten_waits_andIsKeptWhenThereIsRoom() {
    rejectWithoutRoom();
    disk.heal();
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("rejected", 10L));
    assertThat(rig.destination.deadLetters().samples()).isEqualTo(10);
    assertThat(rig.shipper.attempts()).hasSize(1);
  }

  @Test
  void deadLetterCanNotBeWrittenForLong_isLostLoudly() {
    rejectWithoutRoom();
    rig.time.pass(Duration.ofMinutes(11));
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("not_kept", 10L));
    assertThat(rig.log.lines()).anyMatch(each -> each.startsWith("ERROR 10 samples are lost"));
  }

  private void rejectWithoutRoom() {
    rig.append(10);
    rig.shipper.then(new Outcome.Rejected("400"));
    disk.failAll(Kind.CREATE, "No space left on device", name -> name.contains(".dead"));
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.standing().pending()).isEqualTo(10);
  }
}
