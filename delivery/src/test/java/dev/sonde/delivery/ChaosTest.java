package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import dev.sonde.testkit.ScriptedShipper;
import dev.sonde.testkit.ScriptedShipper.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that can happen, in any order: nothing is lost, nothing is out of order, and whatever
/// did not arrive is counted.
final class ChaosTest {
  private static final int LIVES = 25;
  private static final int STEPS = 25;

  private final ScriptedShipper shipper = new ScriptedShipper();
  private final List<String> arrived = new ArrayList<>();
  private final HashSet<String> setAside = new HashSet<>();
  private List<String> expected = List.of();
  private FaultyDisk disk = new FaultyDisk();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everySample_arrivesOrIsCounted(long seed) throws Exception {
    var random = new Random(seed);
    for (int life = 0; life < LIVES; life++) {
      live(random);
    }
    shipper.otherwise(this::take);
    try (var rig = new Rig(disk, CourierPlan.EVERYTHING, shipper)) {
      rig.expected.addAll(expected);
      rig.drain();
      long dropped = Rig.sum(rig.standing().dropped());
      assertThat(rig.standing().delivered() + dropped).isEqualTo(expected.size());
      assertThat(rig.destination.deadLetters().samples()).isPositive();
    }
    check();
  }

  private void live(Random random) throws IOException {
    shipper.otherwise(sent -> answer(random, sent));
    try (var rig = new Rig(disk, CourierPlan.EVERYTHING, shipper)) {
      rig.expected.addAll(expected);
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(3) == 0) {
          rig.append(1 + random.nextInt(150));
        }
        if (random.nextInt(5) == 0) {
          rig.disk.failOnce(random.nextBoolean() ? Kind.WRITE : Kind.SYNC, 1, "Input/output error");
        }
        if (rig.step() instanceof Next.After(var nanos)) {
          rig.time.pass(Duration.ofNanos(nanos));
        }
        rig.disk.heal();
      }
      expected = List.copyOf(rig.expected);
      disk = rig.disk.crash(random);
    }
  }

  private Outcome answer(Random random, Sent sent) throws IOException {
    return switch (random.nextInt(10)) {
      case 0 -> throw new IOException("connection reset");
      case 1 -> new Outcome.Retry(Optional.empty(), "503");
      case 2 -> new Outcome.Held("401");
      case 3 -> wrong(sent, new Outcome.TooLarge("413"), sent.rows().size() == 1);
      case 4 -> wrong(sent, new Outcome.Rejected("400"), true);
      case 5 -> lostAnswer(sent);
      case 6 -> new Outcome.Again("another form");
      case 7 -> wrong(sent, new Outcome.Spoilt("400 out of order"), sent.rows().size() == 1);
      case 8 -> throw new IllegalStateException("a defect");
      default -> take(sent);
    };
  }

  private Outcome take(Sent sent) {
    arrived.addAll(sent.rows());
    return Outcome.ACCEPTED;
  }

  private Outcome lostAnswer(Sent sent) throws IOException {
    arrived.addAll(sent.rows());
    throw new IOException("connection reset");
  }

  private Outcome wrong(Sent sent, Outcome outcome, boolean gone) {
    if (gone) {
      setAside.addAll(sent.rows());
    }
    return outcome;
  }

  private void check() {
    var first = new ArrayList<>(new LinkedHashSet<>(arrived));
    var missing = new HashSet<>(expected);
    first.forEach(missing::remove);
    assertThat(setAside.containsAll(missing)).isTrue();
    assertThat(first.equals(expected.stream().filter(new HashSet<>(first)::contains).toList()))
        .isTrue();
    assertThat(expected).hasSizeGreaterThan(5_000);
  }
}
