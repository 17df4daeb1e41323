package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EndingTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread hanging = Thread.ofVirtual().start(this::hang);

  @AfterEach
  void end() {
    end.countDown();
  }

  @Test
  void timeIsForAllOfThem_andNotForEach() {
    var ending = new Ending(time, LONG, Ending.MOMENT);
    assertThat(ending.await(Thread.ofVirtual().start(() -> {}))).isTrue();
    time.pass(LONG);
    for (int i = 0; i < 1_000; i++) {
      assertThat(ending.await(hanging)).isFalse();
    }
  }

  @Test
  void interrupt_leavesAMoment_andStays() {
    Thread brief = Thread.ofPlatform().start(() -> {});
    Thread.currentThread().interrupt();
    assertThat(new Ending(time, LONG, LONG).await(brief)).isTrue();
    var ending = new Ending(time, LONG, Duration.ofMillis(1));
    assertThat(ending.await(hanging)).isFalse();
    time.pass(Duration.ofMillis(1));
    assertThat(ending.await(hanging)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
