package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ScriptedShipper.Sent;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The process is gone from one moment to the next; another goes on with what lay on the disk.
final class CrashTest {
  @Test
  void batchInFlight_isSentAgain_sameIdAndRows() throws Exception {
    Sent first;
    FaultyDisk left;
    try (var rig = new Rig()) {
      rig.append(30);
      rig.shipper.thenRetry();
      rig.run();
      rig.append(300);
      first = rig.shipper.attempts().getFirst();
      left = rig.disk.crash(new Random(3));
    }
    try (var rig = new Rig(left, CourierPlan.EVERYTHING)) {
      rig.again = 330;
      rig.run();
      assertThat(rig.shipper.attempts().getFirst()).isEqualTo(first);
      assertThat(rig.shipper.arrived()).hasSize(330).doesNotHaveDuplicates();
    }
  }

  @Test
  void diesWhileSending_sendsTheSameAgain() throws Exception {
    var left = new ArrayList<FaultyDisk>();
    Sent first;
    try (var rig = new Rig()) {
      rig.append(30);
      rig.shipper.then(_ -> {
        left.add(rig.disk.crash(new Random(3)));
        return Outcome.ACCEPTED;
      });
      rig.run();
      first = rig.shipper.attempts().getFirst();
    }
    try (var rig = new Rig(left.getFirst(), CourierPlan.EVERYTHING)) {
      rig.again = 30;
      rig.run();
      assertThat(rig.shipper.attempts()).containsExactly(first);
    }
  }

  @Test
  void cutBatch_staysCut() throws Exception {
    FaultyDisk left;
    try (var rig = new Rig()) {
      rig.append(40);
      rig.shipper.then(new Outcome.TooLarge("413")).thenRetry();
      rig.run();
      left = rig.disk.crash(new Random(3));
    }
    try (var rig = new Rig(left, CourierPlan.EVERYTHING)) {
      rig.again = 40;
      rig.run();
      assertThat(rig.shipper.attempts().getFirst().rows()).hasSize(20);
      assertThat(rig.shipper.arrived()).hasSize(40);
    }
  }

  @Test
  void deathsAtAnyMoment_loseNothing_andRepeatOnlyWhatWasInFlight() throws Exception {
    var random = new Random(5);
    var disk = new FaultyDisk();
    var arrived = new ArrayList<String>();
    var expected = new ArrayList<String>();
    int deaths = 60;
    for (int life = 0; life < deaths; life++) {
      try (var rig = new Rig(disk, CourierPlan.EVERYTHING)) {
        rig.expected.addAll(expected);
        rig.append(random.nextInt(200) + 1);
        rig.shipper.otherwise(sent ->
            sent.rows().size() > 1 && random.nextInt(3) == 0
                ? new Outcome.TooLarge("413")
                : Outcome.ACCEPTED);
        int steps = random.nextInt(6);
        for (int step = 0; step < steps; step++) {
          rig.step();
        }
        disk = random.nextBoolean() ? rig.disk.kill() : rig.disk.crash(random);
        if (random.nextBoolean()) {
          rig.shipper.otherwise(_ -> Outcome.ACCEPTED);
          rig.round.step();
        }
        arrived.addAll(rig.shipper.arrived());
        expected = new ArrayList<>(rig.expected);
      }
    }
    try (var rig = new Rig(disk, CourierPlan.EVERYTHING)) {
      rig.expected.addAll(expected);
      rig.drain();
      arrived.addAll(rig.shipper.arrived());
    }
    assertThat(arrived.stream().distinct().toList().equals(expected)).isTrue();
    assertThat(arrived.size() - expected.size()).isLessThanOrEqualTo(deaths * 100);
  }
}
