package dev.sonde.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PositionsTest {
  private final Positions positions = new Positions();

  @Test
  void batches_areTakenInOrder() {
    assertThat(positions.advance(Position.of("instance=i&epoch=1&from=0&to=5"), () -> 8))
        .contains(8);
    assertThat(positions.advance(Position.of("instance=i&epoch=1&from=5&to=9"), () -> 9))
        .contains(9);
    assertThat(positions.of(Position.of("instance=i&epoch=1"))).isEqualTo(9);
  }

  @Test
  void repeats_areNotTaken() {
    positions.advance(Position.of("instance=i&epoch=1&from=0&to=5"), () -> 1);
    for (var range : new String[] {"from=0&to=5", "from=4&to=9"}) {
      assertThat(positions.advance(Position.of("instance=i&epoch=1&" + range), this::taken))
          .isEmpty();
    }
  }

  @Test
  void epochs_areToldApart() {
    positions.advance(Position.of("instance=i&epoch=1&from=0&to=5"), () -> 1);
    assertThat(positions.of(Position.of("instance=i&epoch=2"))).isZero();
    assertThat(positions.of(Position.of("instance=k&epoch=1"))).isZero();
  }

  private int taken() {
    throw new AssertionError("taken twice");
  }
}
