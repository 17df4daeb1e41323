package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ScriptedShipper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Destinations that keep their own cursor.
final class ProgressTest {
  private Rig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void unknownProgress_leavesTheCursor() {
    rig.append(10);
    rig.run();
    assertThat(rig.shipper.asked()).isEqualTo(1);
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void nothingOfThisEpoch_isNoLoss() {
    rig.append(10);
    rig.shipper.holds(0);
    rig.run();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.log.lines()).isEmpty();
  }

  @Test
  void wholeBatchThere_isNotSent() {
    rig.append(10);
    rig.shipper.holds(10);
    rig.run();
    assertThat(rig.shipper.attempts()).isEmpty();
    assertThat(rig.standing().delivered()).isEqualTo(10);
  }

  @Test
  void partThere_isCutOff() {
    rig.append(10);
    rig.shipper.holds(4);
    rig.run();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(4, 10));
    assertThat(rig.standing().delivered()).isEqualTo(10);
  }

  @Test
  void unclearAnswer_asks_andDoesNotSendTwice() {
    rig.append(10);
    rig.shipper.holds(0).then(lostAnswer());
    rig.drain();
    assertThat(rig.shipper.attempts()).hasSize(1);
    assertThat(rig.shipper.asked()).isEqualTo(2);
    assertThat(rig.standing().delivered()).isEqualTo(10);
  }

  @Test
  void silenceWhenAsked_isAFailure_andAskedAgain() {
    rig.append(10);
    rig.shipper.silentAboutProgress();
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.shipper.attempts()).isEmpty();
    assertThat(rig.kit.breaker().state().lastError()).isEqualTo("connection refused");
    rig.shipper.holds(0);
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void restoredDestination_getsWhatItLacks() {
    rig.append(250);
    rig.shipper.holds(0);
    rig.run();
    rig.append(10);
    rig.shipper.holds(120).thenSilence();
    var lacked = rig.expected.subList(120, 260);
    int before = rig.shipper.arrived().size();
    rig.drainAgain(131);
    assertThat(rig.shipper.arrived().subList(before, rig.shipper.arrived().size()))
        .isEqualTo(lacked);
    assertThat(rig.log.lines())
        .anySatisfy(each ->
            assertThat(each)
                .contains("has samples up to 120 only, though 250 were delivered")
                .contains("130 of them are still in the journal"));
  }

  @Test
  void moreThanWasEverAccepted_isSaidLoudlyAndIgnored() {
    rig.append(10);
    rig.shipper.holds(11);
    rig.run();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.log.lines())
        .singleElement()
        .asString()
        .startsWith("ERROR the destination says it has samples up to 11, but only 10 were");
  }

  @Test
  void nonsense_isSaidLoudlyAndIgnored() {
    rig.append(10);
    rig.shipper.holds(-5);
    rig.run();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.log.lines()).hasSize(1);
  }

  private ScriptedShipper.Answer lostAnswer() {
    return sent -> {
      rig.shipper.holds(sent.id().to());
      throw new IOException("connection reset");
    };
  }

  @Test
  void destinationThatLeavesOutIsNotLacking() throws Exception {
    rig.append(10);
    rig.shipper.holds(0);
    rig.shipper.then(new Outcome.Rejected("400"));
    rig.drain();
    rig.append(10);
    rig.shipper.thenSilence();
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(10, 20));
    assertThat(rig.standing().accepted()).isEqualTo(20);
  }

  @Test
  void restoredDestination_isCaughtUp_afterARestartToo() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers();
    long epoch;
    List<String> expected;
    try (var first = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      epoch = first.journal.epoch();
      first.append(250);
      first.run();
      first.append(20);
      expected = List.copyOf(first.expected);
    }
    store.restore(130, epoch, 130);
    try (var second = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      second.expected.addAll(expected);
      second.append(10);
      second.drainAgain(121);
      assertThat(store.arrived()).isEqualTo(second.expected);
    }
  }

  @Test
  void storeThatLostItsTail_whileNothingWaited_getsItAgain() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers().mayLose();
    long epoch;
    List<String> expected;
    try (var first = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      epoch = first.journal.epoch();
      first.append(250);
      first.drain();
      expected = List.copyOf(first.expected);
    }
    assertThat(store.arrived()).isEqualTo(expected);
    store.restore(130, epoch, 130);
    try (var second = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      second.expected.addAll(expected);
      second.append(10);
      second.drainAgain(121);
      assertThat(store.arrived()).isEqualTo(second.expected);
    }
  }

  @Test
  void storeThatLostEverything_getsAllStartsAgain() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers().mayLose();
    var expected = new ArrayList<String>();
    var epochs = new ArrayList<Long>();
    for (int i = 0; i < 3; i++) {
      disk = disk.kill();
      try (var rig = new Rig(disk, CourierPlan.EVERYTHING, store)) {
        epochs.add(rig.journal.epoch());
        rig.expected.addAll(expected);
        rig.append(20);
        rig.drain();
        expected.addAll(rig.expected.subList(20 * i, 20 * i + 20));
      }
    }
    epochs.forEach(each -> store.restore(0, each, 0));
    try (var last = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      last.expected.addAll(expected);
      last.append(10);
      last.drainAgain(61);
      assertThat(store.arrived()).isEqualTo(last.expected);
    }
  }

  @Test
  void whatAStoreLeftOut_isLookedAtAgainOnce() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers().mayLose();
    List<String> expected;
    try (var first = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      first.append(20);
      first.drain();
      first.shipper.then(new Outcome.Rejected("400"));
      first.append(5);
      first.drain();
      expected = List.copyOf(first.expected);
    }
    try (var second = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      second.expected.addAll(expected);
      second.shipper.then(new Outcome.Rejected("400"));
      second.append(10);
      second.drainAgain(6);
      assertThat(store.arrived().subList(0, 20)).isEqualTo(expected.subList(0, 20));
      assertThat(store.arrived().subList(20, 30)).isEqualTo(second.expected.subList(25, 35));
    }
  }

  @Test
  void emptiedDestination_getsTheEpochAgain_fromWhereItBegan() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers();
    long epoch;
    List<String> expected;
    try (var first = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      epoch = first.journal.epoch();
      first.append(250);
      first.run();
      first.append(20);
      expected = List.copyOf(first.expected);
    }
    store.restore(0, epoch, 0);
    try (var second = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      second.expected.addAll(expected);
      second.append(10);
      second.drainAgain(251);
      assertThat(store.arrived()).isEqualTo(second.expected);
    }
  }

  @Test
  void newEpoch_isAskedAbout() throws Exception {
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers();
    List<String> expected;
    try (var first = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      first.append(20);
      expected = List.copyOf(first.expected);
    }
    try (var second = new Rig(disk.kill(), CourierPlan.EVERYTHING, store)) {
      second.expected.addAll(expected);
      second.append(10);
      second.run();
      assertThat(store.asked()).isEqualTo(2);
      assertThat(store.arrived()).isEqualTo(second.expected);
    }
  }
}
