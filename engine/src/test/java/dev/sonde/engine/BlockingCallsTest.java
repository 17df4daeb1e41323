package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class BlockingCallsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private final BlockingCalls calls = new BlockingCalls();

  @Test
  void answeredCall_doesNotCountAsRunning() throws Exception {
    for (int i = 0; i < 1000; i++) {
      int running = calls.call("count", LIMIT, calls::running);
      assertThat(running).isOne();
      assertThat(calls.running()).isZero();
    }
  }

  @Test
  void failedCall_doesNotCountAsRunning() {
    assertThatThrownBy(() ->
            calls.call(
                "fail",
                LIMIT,
                () -> {
                  throw new IOException("no");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
    assertThat(calls.running()).isZero();
  }

  @Test
  void lateCall_isInterrupted_andTheNextOneIsNot() throws Exception {
    var interrupted = new CountDownLatch(1);
    assertThatThrownBy(() ->
            calls.call(
                "hang",
                Duration.ofMillis(1),
                () -> {
                  try {
                    return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                  } finally {
                    interrupted.countDown();
                  }
                }))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("hang gave no answer within 1 ms");
    interrupted.await();
    assertThat(calls.abandoned()).isOne();
    for (int i = 0; i < 100; i++) {
      assertThat(calls.<Boolean>call("ask", LIMIT, () -> Thread.currentThread().isInterrupted()))
          .isFalse();
    }
    assertThat(calls.running()).isZero();
  }

  @Test
  void callThatHangs_keepsItsPlace_untilItEnds() throws Exception {
    var end = new CountDownLatch(1);
    for (int i = 0; i < BlockingCalls.LIMIT; i++) {
      assertThatThrownBy(() -> calls.call("hang", Duration.ofMillis(1), () -> stubborn(end)))
          .isInstanceOf(TimeoutException.class);
    }
    int hanging = calls.running();
    assertThat(hanging).isBetween(1, BlockingCalls.LIMIT);
    end.countDown();
    while (calls.running() > 0) {
      Thread.onSpinWait();
    }
    assertThat(calls.<Integer>call("ask", LIMIT, calls::running)).isOne();
  }

  private static boolean stubborn(CountDownLatch end) {
    boolean ended = false;
    while (!ended) {
      try {
        end.await();
        ended = true;
      } catch (InterruptedException again) {
        Thread.onSpinWait();
      }
    }
    return true;
  }

  @Test
  void calls_beyondTheLimit_areRefusedAtOnce() throws Exception {
    var one = new BlockingCalls(1);
    assertThatThrownBy(() -> one.call("outer", LIMIT, () -> one.call("inner", LIMIT, () -> 1)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("1 calls hang already; inner was not tried");
    assertThat(one.<Integer>call("next", LIMIT, () -> 2)).isEqualTo(2);
  }
}
