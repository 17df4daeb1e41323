package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaleTest {
  @Test
  void marker_isThatOfPrometheus_andNoOtherNaN() {
    assertThat(Double.doubleToRawLongBits(Stale.marker())).isEqualTo(0x7ff0000000000002L);
    assertThat(Stale.is(Stale.marker())).isTrue();
    assertThat(Stale.is(Double.NaN)).isFalse();
    assertThat(Stale.is(0)).isFalse();
  }

  @Test
  void marker_outlivesABatch() {
    var batch = new Batch();
    for (int i = 0; i < 1_000; i++) {
      batch.add(new Series("a", Labels.NONE, 0), i, Stale.marker());
    }
    assertThat(Stale.is(batch.value(999))).isTrue();
    assertThat(batch.time(999)).isEqualTo(999);
    batch.clear();
    assertThat(batch.isEmpty()).isTrue();
  }
}
