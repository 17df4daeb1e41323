package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private final Generations<Integer, String> generations = new Generations<>(3);
  private final List<Integer> made = new ArrayList<>();

  @Test
  void whatIsUsed_isMadeOnce_howeverMuchComesBesideIt() {
    for (int i = 0; i < 100; i++) {
      ask(-1);
      ask(i);
    }
    assertThat(made).containsOnlyOnce(-1).hasSize(101);
    assertThat(generations.size()).isLessThanOrEqualTo(6);
  }

  @Test
  void whatIsForgotten_isMadeAgain() {
    for (int i = 0; i < 7; i++) {
      ask(i);
    }
    ask(0);
    assertThat(made).containsExactly(0, 1, 2, 3, 4, 5, 6, 0);
  }

  private void ask(int key) {
    assertThat(generations.of(key, this::make)).isEqualTo("made " + key);
  }

  private String make(int key) {
    made.add(key);
    return "made " + key;
  }
}
