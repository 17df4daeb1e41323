package dev.sonde.testkit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreDifferentialTest {
  private @Nullable ReferenceStore opened;

  @Test
  void run_findsTheReferenceEqualToItself() throws Exception {
    new StoreDifferential(this::open, new Random(1)).run(3000);
  }

  @Test
  void run_noticesAShorterRetention() throws Exception {
    var differential =
        new StoreDifferential(
            (time, retention) -> open(time, retention.minusHours(1)), new Random(1));
    assertThatThrownBy(() -> differential.run(3000)).isInstanceOf(AssertionError.class);
  }

  private ReferenceStore open(ManualTime time, Duration retention) {
    ReferenceStore store = opened;
    if (store == null) {
      store = new ReferenceStore(time, retention);
      opened = store;
    }
    return store;
  }
}
