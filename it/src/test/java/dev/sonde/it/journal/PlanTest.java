package dev.sonde.it.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
  @Test
  void options_areReadAndTheRestIsTheCommand() {
    var plan = Plan.of(List.of("--kills", "7", "--destinations", "a,b", "--", "agent", "--kills"));
    assertThat(plan.kills()).isEqualTo(7);
    assertThat(plan.destinations()).containsExactly("a", "b");
    assertThat(plan.command()).containsExactly("agent", "--kills");
    assertThat(plan.meanLife()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void unknownOptions_areRefused() {
    assertThatThrownBy(() -> Plan.of(List.of("--kils", "7", "--", "agent")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kils");
  }

  @Test
  void missingCommand_isRefused() {
    assertThatThrownBy(() -> Plan.of(List.of("--kills", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("command");
  }
}
