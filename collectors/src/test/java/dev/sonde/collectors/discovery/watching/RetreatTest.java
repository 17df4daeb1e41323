package dev.sonde.collectors.discovery.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RetreatTest {
  @Test
  void waits_becomeLonger_upToAMinuteAndAHalf_andShortAgain() throws Exception {
    List<Duration> waits = new ArrayList<>();
    var retreat = new Retreat(waits::add, new SplittableRandom(1));
    for (int i = 0; i < 10; i++) {
      retreat.pause();
    }
    retreat.reset();
    retreat.pause();
    for (int i = 0; i < 11; i++) {
      long due = i == 10 ? 1000 : Math.min(60_000, 1000L << i);
      assertThat(waits.get(i).toMillis()).isBetween(due, due + due / 2);
    }
  }
}
