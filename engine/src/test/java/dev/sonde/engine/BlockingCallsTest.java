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

  /// One that is late before it has begun never begins.
  @Test
  void lateCall_isInterrupted_andTheNextOneIsNot() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    long late = 0;
    while (begun.getCount() > 0) {
      late++;
      assertThatThrownBy(() ->
              calls.call(
                  "hang",
                  Duration.ofMillis(1),
                  () -> {
                    begun.countDown();
                    try {
                      return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    } finally {
                      interrupted.countDown();
                    }
                  }))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("hang gave no answer within 1 ms");
    }
    interrupted.await();
    assertThat(calls.abandoned()).isEqualTo(late);
    awaitNoneRunning();
    for (int i = 0; i < 100; i++) {
      assertThat(calls.<Boolean>call("ask", LIMIT, () -> Thread.currentThread().isInterrupted()))
          .isFalse();
    }
    assertThat(calls.running()).isZero();
  }

  @Test
  void callThatHangs_keepsItsPlace_untilItEnds() throws Exception {
    var end = new CountDownLatch(1);
    for (int i = 0; i < BlockingCalls.LIMIT || calls.running() == 0; i++) {
      assertThatThrownBy(() -> calls.call("hang", Duration.ofMillis(1), () -> stubborn(end)))
          .isInstanceOf(TimeoutException.class);
    }
    int hanging = calls.running();
    assertThat(hanging).isBetween(1, BlockingCalls.LIMIT);
    end.countDown();
    awaitNoneRunning();
    assertThat(calls.<Integer>call("ask", LIMIT, calls::running)).isOne();
  }

  private void awaitNoneRunning() {
    while (calls.running() > 0) {
      Thread.onSpinWait();
    }
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
