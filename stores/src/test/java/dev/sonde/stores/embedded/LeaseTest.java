package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void place_isFree_whenACallThatWasLeftBehindHasComeBack() throws Exception {
    var database = new Database(folder);
    database.writer().close();
    var impatient = new Impatient();
    var readers = new Readers(database, new Calls(impatient));
    var goOn = new CountDownLatch(1);
    Lease lease = readers.lease();
    assertThatThrownBy(() ->
            lease.work(
                "look around",
                _ -> {
                  impatient.begun.countDown();
                  goOn.await();
                  return true;
                }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no time to look around within 60 s");
    lease.close();
    assertThat(readers.free()).isEqualTo(Readers.MOST - 1);
    goOn.countDown();
    for (FutureTask<?> each : impatient.left) {
      each.get();
    }
    assertThat(readers.free()).isEqualTo(Readers.MOST);
    readers.close();
  }

  @Test
  void query_stopsBetweenRows_whenItsThreadIsInterrupted() throws Exception {
    try (Link link = new Database(folder).writer()) {
      link.change("INSERT INTO day(day, whole, thin) VALUES(1, 1, 0)");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> DayState.all(link)).hasMessageContaining("given up");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(DayState.all(link)).hasSize(1);
    }
  }

  /// Gives each call up as soon as it has begun.
  private static final class Impatient implements Blocking {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<FutureTask<?>> left = new ArrayList<>();

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      var future = new FutureTask<>(task);
      left.add(future);
      Thread.ofPlatform().start(future);
      begun.await();
      throw new TimeoutException(what);
    }
  }
}
