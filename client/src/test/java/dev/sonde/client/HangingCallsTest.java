package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class HangingCallsTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final HangingCalls calls = new HangingCalls();

  @Test
  void answer_isTheCalls_andSoIsWhatItThrows() throws Exception {
    assertThat(calls.call("adding", LONG, () -> 1 + 1)).isEqualTo(2);
    assertThatThrownBy(() ->
            calls.call(
                "failing",
                LONG,
                () -> {
                  throw new IOException("no");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
  }

  @Test
  void callsThatHang_areLeft_untilAllPlacesAreTheirs() throws Exception {
    var end = new CountDownLatch(1);
    var begun = new AtomicInteger();
    assertThatThrownBy(() -> calls.call("hanging", SHORT, () -> hang(begun, end)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("hanging gave no answer within 1 ms");
    // One that is given up before its thread begins hangs nowhere.
    while (begun.get() < 4) {
      assertThatThrownBy(() -> calls.call("hanging", SHORT, () -> hang(begun, end)))
          .isInstanceOf(TimeoutException.class);
    }
    assertThatThrownBy(() -> calls.call("next", LONG, () -> 1))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("4 calls hang already; next was not tried");
    end.countDown();
    boolean free = false;
    while (!free) {
      free = answers();
    }
  }

  @Test
  void threadThatIsNotToBeHad_takesNoPlace() throws Exception {
    var refused = new AtomicInteger();
    var scarce =
        new HangingCalls((name, run) -> {
          if (refused.getAndIncrement() < 10) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          Thread.ofPlatform().name(name).start(run);
        });
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> scarce.call("adding", LONG, () -> 1))
          .isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(scarce.call("adding", LONG, () -> 1)).isEqualTo(1);
  }

  private boolean answers() throws Exception {
    try {
      return calls.call("again", LONG, () -> true);
    } catch (TimeoutException _) {
      return false;
    }
  }

  /// As native code does: whatever interrupts it.
  private static boolean hang(AtomicInteger begun, CountDownLatch until) {
    begun.incrementAndGet();
    boolean hanging = true;
    while (hanging) {
      try {
        until.await();
        hanging = false;
      } catch (InterruptedException _) {
        Thread.onSpinWait();
      }
    }
    return true;
  }
}
