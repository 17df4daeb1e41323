package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.ScriptedShipper.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PoisonTest {
  private static final Outcome FAULT = new Outcome.Retry(Optional.empty(), "500");

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
  void poison_isIsolatedToOneSample() {
    rig.append(250);
    rig.shipper.answering(true).otherwise(faultOn(137));
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("poison", 1L));
    assertThat(rig.standing().delivered()).isEqualTo(249);
    assertThat(rig.destination.deadLetters().samples()).isEqualTo(1);
    var all = new java.util.ArrayList<>(rig.expected);
    all.remove(137);
    assertThat(rig.shipper.arrived()).isEqualTo(all);
  }

  @Test
  void poison_needsTriesAndTime() {
    rig.append(10);
    rig.shipper.answering(true).otherwise(_ -> FAULT);
    for (int i = 0; i < 19; i++) {
      rig.run();
      rig.time.pass(Duration.ofMinutes(10));
    }
    assertThat(rig.standing().inFlightTo()).isEqualTo(10);
    rig.run();
    assertThat(rig.standing().inFlightTo()).isEqualTo(5);
  }

  @Test
  void poison_needsTime() {
    rig.append(10);
    rig.shipper.answering(true).otherwise(_ -> FAULT);
    for (int i = 0; i < 100; i++) {
      rig.run();
    }
    assertThat(rig.standing().inFlightTo()).isEqualTo(10);
  }

  @Test
  void poison_needsADestinationThatAnswersOtherwise() {
    rig.append(10);
    rig.shipper.answering(false).otherwise(_ -> FAULT);
    fail(100);
    assertThat(rig.standing().inFlightTo()).isEqualTo(10);
    assertThat(rig.standing().dropped()).isEmpty();
  }

  @Test
  void connectionFailures_neverCount() {
    rig.append(10);
    rig.shipper
        .answering(true)
        .otherwise(_ -> {
          throw new IOException("connection refused");
        });
    fail(200);
    assertThat(rig.standing().inFlightTo()).isEqualTo(10);
  }

  @Test
  void busyDestination_neverCounts() {
    rig.append(10);
    rig.shipper
        .answering(true)
        .otherwise(_ -> new Outcome.Retry(Optional.of(Duration.ofSeconds(1)), "503"));
    fail(200);
    assertThat(rig.standing().inFlightTo()).isEqualTo(10);
    assertThat(rig.kit.ledger().failures()).isEqualTo(200);
  }

  @Test
  void defectOnOneSample_isIsolatedToo() {
    rig.append(30);
    rig.shipper
        .answering(true)
        .otherwise(sent -> {
          if (sent.rows().contains(rig.expected.get(0))) {
            throw new IllegalStateException("can't say that");
          }
          return Outcome.ACCEPTED;
        });
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("poison", 1L));
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(1, 30));
  }

  @Test
  void twoPoisons_areBothFound() {
    rig.append(100);
    rig.shipper
        .answering(true)
        .otherwise(sent ->
            sent.rows().contains(rig.expected.get(20)) || sent.rows().contains(rig.expected.get(99))
                ? FAULT
                : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("poison", 2L));
    assertThat(rig.shipper.arrived()).hasSize(98);
  }

  private Answer faultOn(int sample) {
    return sent -> sent.rows().contains(rig.expected.get(sample)) ? FAULT : Outcome.ACCEPTED;
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      rig.run();
      rig.time.pass(Duration.ofMinutes(1));
    }
  }
}
