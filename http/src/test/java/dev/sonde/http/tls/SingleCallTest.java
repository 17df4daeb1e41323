package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SingleCallTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ArrayList<Thread> threads = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(1);

  @Test
  void call_isRefusedWhileAnEarlierOneHangs() throws Exception {
    var single = new SingleCall(new Impatient());
    assertThatThrownBy(() -> single.call("files", LIMIT, this::hang))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("files: too late");
    assertThatThrownBy(() -> single.call("files", LIMIT, () -> "not run"))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("files hang since an earlier try");
    assertThat(threads).hasSize(1);
    hanging.countDown();
    threads.getFirst().join();
    assertThatThrownBy(() -> single.call("files", LIMIT, () -> "run"))
        .hasMessage("files: too late");
    assertThat(threads).hasSize(2);
  }

  private String hang() throws InterruptedException {
    begun.countDown();
    hanging.await();
    return "late";
  }

  /// Gives every call up as soon as it runs.
  private final class Impatient implements Blocking {
    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  task.call();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
      begun.await();
      throw new TimeoutException(what + ": too late");
    }
  }
}
