package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ScriptedShipper;
import dev.sonde.testkit.ScriptedShipper.Sent;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The process is gone from one moment to the next; another goes on with what lay on the disk.
final class CrashTest {
  private final AtomicReference<FaultyDisk> killed = new AtomicReference<>();

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

  @Test
  void deathsAtAnyMoment_areNotSeen_whereTheDestinationOwnsTheCursor() throws Exception {
    var random = new Random(6);
    var disk = new FaultyDisk();
    var store = new ScriptedShipper().remembers();
    var expected = new ArrayList<String>();
    for (int life = 0; life < 60; life++) {
      try (var rig = new Rig(disk, CourierPlan.EVERYTHING, store)) {
        rig.expected.addAll(expected);
        rig.append(random.nextInt(200) + 1);
        store.otherwise(sent -> moody(random, sent));
        int steps = random.nextInt(6);
        for (int step = 0; step < steps; step++) {
          rig.step();
        }
        expected = new ArrayList<>(rig.expected);
        if (steps % 2 == 0) {
          store.then(sent -> {
            killed.set(rig.disk.kill());
            return moody(random, sent);
          });
          rig.round.step();
        }
        FaultyDisk whileSending = killed.getAndSet(null);
        disk = whileSending == null ? rig.disk.crash(random) : whileSending;
      }
    }
    try (var rig = new Rig(disk, CourierPlan.EVERYTHING, store)) {
      rig.expected.addAll(expected);
      rig.drain();
    }
    assertThat(store.arrived().equals(expected)).isTrue();
  }

  private static Outcome moody(Random random, Sent sent) {
    return switch (random.nextInt(4)) {
      case 0 -> sent.rows().size() > 1 ? new Outcome.TooLarge("413") : Outcome.ACCEPTED;
      case 1 -> new Outcome.Retry(Optional.empty(), "503");
      default -> Outcome.ACCEPTED;
    };
  }
}
