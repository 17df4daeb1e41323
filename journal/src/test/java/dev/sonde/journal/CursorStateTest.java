package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CursorStateTest {
  private static final CursorState FIRST = CursorState.begun("prom", new UUID(1, 2), 100, 1_000);

  @Test
  void settled_addsUp() {
    var state =
        FIRST
            .take(7, 200, 3)
            .settle(new Settlement(70, Map.of("drop", 20L), Map.of("bad", 10L)), "full");
    assertThat(state.cursor()).isEqualTo(200);
    assertThat(state.isInFlight()).isFalse();
    assertThat(state.epochOfInFlight()).isZero();
    assertThat(state.delivered()).isEqualTo(70);
    assertThat(state.filtered()).isEqualTo(Map.of("drop", 20L));
    assertThat(state.dropped()).isEqualTo(Map.of("bad", 10L));
  }

  @Test
  void settlement_hasToBeTheBatch() {
    var taken = FIRST.take(7, 200, 3);
    var tooMuch = new Settlement(101, Map.of(), Map.of());
    assertThatThrownBy(() -> taken.settle(tooMuch, "full"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prom: 101 settled of 100");
    assertThatThrownBy(() -> FIRST.settle(new Settlement(0, Map.of(), Map.of()), "full"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> taken.take(8, 300, 3)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void skippedBehindABatch_isCountedWhenItIsSettled() {
    var skipped = FIRST.take(7, 200, 3).skip(500, "full");
    assertThat(skipped.cursor()).isEqualTo(100);
    assertThat(skipped.inFlightTo()).isEqualTo(200);
    var state = skipped.settle(new Settlement(100, Map.of(), Map.of()), "full");
    assertThat(state.cursor()).isEqualTo(500);
    assertThat(state.dropped()).isEqualTo(Map.of("full", 300L));
  }

  @Test
  void skipped_isCountedAtOnceWhenNothingIsInFlight() {
    var state = FIRST.skip(500, "full");
    assertThat(state.cursor()).isEqualTo(500);
    assertThat(state.dropped()).isEqualTo(Map.of("full", 400L));
    assertThat(state.skip(500, "full")).isSameAs(state);
  }

  @Test
  void cut_leavesTheRestForLater() {
    var cut = FIRST.take(7, 200, 3).cut(150);
    assertThat(cut.inFlightTo()).isEqualTo(150);
    assertThat(cut.resumeAt()).isEqualTo(150);
    assertThat(FIRST.take(7, 200, 3).skip(300, "full").cut(150).resumeAt()).isEqualTo(300);
    assertThatThrownBy(() -> cut.cut(151)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cut.cut(100)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rewound_countsOnceMore() {
    var state =
        FIRST.take(7, 200, 3).settle(new Settlement(100, Map.of(), Map.of()), "full").rewind(20);
    assertThat(state.cursor()).isEqualTo(20);
    assertThat(state.start()).isEqualTo(-80);
    assertThat(state.delivered()).isEqualTo(100);
  }

  @Test
  void reasons_areBounded() {
    var state = FIRST;
    for (int i = 0; i < 100; i++) {
      state = state.skip(state.cursor() + 1, "reason" + (99 - i));
    }
    assertThat(state.dropped())
        .hasSize(24)
        .containsEntry("other", 77L)
        .containsEntry("reason99", 1L);
    var again = state.skip(state.cursor() + 5, "reason99").skip(state.cursor() + 7, "x".repeat(41));
    assertThat(again.dropped()).containsEntry("other", 79L).containsEntry("reason99", 6L);
  }

  @Test
  void sum_thatIsWrong_isRefused() {
    var counts = Reasons.none();
    assertThatThrownBy(() ->
            new CursorState("prom", new UUID(1, 2), 0, 10, 0, 10, 10, 0, 0, 0, 9, counts, counts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prom: 0 to 10 is not the 9 settled");
    assertThatThrownBy(() -> CursorState.begun("", new UUID(1, 2), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CursorState.begun("x".repeat(101), new UUID(1, 2), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
