package dev.sonde.collectors.lichess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Pauses pauses = new Pauses();
  private final Gate gate = new Gate(pauses.time, pauses);

  @Test
  void requests_passASecondApart() throws Exception {
    gate.pass();
    assertThat(pauses.all()).isEmpty();
    gate.pass();
    pauses.time.pass(Duration.ofMillis(400));
    gate.pass();
    pauses.time.pass(Duration.ofSeconds(5));
    gate.pass();
    assertThat(pauses.all()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(600));
  }

  @Test
  void nobodyPasses_whileItIsHeld_andTheLongerHoldCounts() throws Exception {
    gate.hold(Duration.ofSeconds(60));
    gate.hold(Duration.ofSeconds(5));
    gate.pass();
    assertThat(pauses.all()).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void holdThatComesMeanwhile_countsToo() throws Exception {
    var held = new Gate[1];
    var late =
        new Gate(
            pauses.time,
            span -> {
              if (pauses.all().isEmpty()) {
                held[0].hold(Duration.ofSeconds(30));
              }
              pauses.of(span);
            });
    held[0] = late;
    late.pass();
    late.pass();
    assertThat(pauses.all()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(29));
  }
}
