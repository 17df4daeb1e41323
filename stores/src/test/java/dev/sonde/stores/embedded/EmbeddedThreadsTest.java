package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Surroundings;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedThreadsTest {
  private static final Duration RETENTION = Duration.ofDays(2);
  private static final Span ALL = new Span(0, Long.MAX_VALUE);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void queries_seeWholeBatches_whateverGoesOn() throws Exception {
    var over = new AtomicBoolean();
    try (Store store = Stores.open(folder, time, RETENTION);
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      send(store, 0);
      List<Future<Integer>> queries =
          List.of(
              threads.submit(() -> query(store, over)), threads.submit(() -> query(store, over)));
      Future<?> tending =
          threads.submit(() -> {
            while (!over.get()) {
              store.tend();
            }
            return true;
          });
      for (int i = 1; i < 3000; i++) {
        time.pass(Duration.ofSeconds(10));
        send(store, i);
      }
      over.set(true);
      tending.get();
      for (Future<Integer> each : queries) {
        assertThat(each.get()).isPositive();
      }
    }
  }

  /// @return how many it asked
  private static int query(Store store, AtomicBoolean over) throws Exception {
    int asked = 0;
    int before = 0;
    while (!over.get() || asked == 0) {
      var answer = new Answer();
      store.history().samples(Selection.ALL, ALL, answer);
      assertThat(answer.lines()).hasSize(2);
      String first = answer.lines().getFirst().substring(1);
      assertThat(answer.lines().getLast().substring(1)).isEqualTo(first);
      int now = first.split(" ").length;
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
      asked++;
    }
    return asked;
  }

  /// As a reader does who looks while the writer commits.
  @Test
  @Timeout(300)
  void batch_waitsForWhoHasTheLockForAMoment() throws Exception {
    try (Store store = Stores.open(folder, time, RETENTION)) {
      send(store, 1);
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        var sent =
            new FutureTask<>(() -> {
              send(store, 2);
              return true;
            });
        Thread sender = Thread.ofPlatform().start(sent);
        while (sender.isAlive() && !waits(sender)) {
          Thread.onSpinWait();
        }
        statement.execute("ROLLBACK");
        assertThat(sent.get()).isTrue();
      }
      assertThat(store.progress(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(4);
    }
  }

  private static boolean waits(Thread sender) {
    List<String> stack =
        Stream.of(sender.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    return stack.contains("step") && stack.contains("claim");
  }

  @Test
  void closing_endsQueries() throws Exception {
    Store store = Stores.open(folder, time, RETENTION);
    for (int i = 0; i < 20_000; i++) {
      scribe
          .add("x", Labels.NONE, time.wallMillis() + i, i)
          .add("y", Labels.NONE, time.wallMillis() + i, i);
    }
    store.send(store.encode(scribe.shipment()));
    var closing =
        new Points() {
          @Override
          public boolean series(String name, Labels labels) {
            store.close();
            return true;
          }

          @Override
          public boolean point(long timeMillis, double value) {
            return true;
          }
        };
    assertThatThrownBy(() -> store.history().samples(Selection.ALL, ALL, closing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void interrupt_endsAQuery() throws Exception {
    try (Store store = Stores.open(folder, time, RETENTION)) {
      send(store, 1);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.history().samples(Selection.ALL, ALL, new Answer()))
          .isInstanceOf(InterruptedException.class);
      var answer = new Answer();
      store.history().samples(Selection.ALL, ALL, answer);
      assertThat(answer.lines()).hasSize(2);
    }
  }

  @Test
  void batchThatWasGivenUp_isNeverStored() throws Exception {
    var late = new Late();
    try (Store store =
        new EmbeddedStoreFactory()
            .create(
                new EmbeddedConfig(RETENTION, Duration.ZERO, Stores.ENOUGH),
                folder,
                time,
                new Surroundings(Map.of(), late))) {
      send(store, 1);
      late.leaves = true;
      assertThatThrownBy(() -> send(store, 2)).isInstanceOf(IOException.class);
      late.leaves = false;
      Callable<?> left = late.left;
      assertThat(left).isNotNull();
      if (left != null) {
        assertThatThrownBy(left::call).isInstanceOf(IOException.class);
      }
      assertThat(store.progress(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(2);
      send(store, 3);
    }
  }

  private void send(Store store, double value) throws Exception {
    scribe.add("x", Labels.NONE, time.wallMillis(), value);
    scribe.add("y", Labels.NONE, time.wallMillis(), value);
    assertThat(store.send(store.encode(scribe.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  /// Gives calls up before they have begun.
  private static final class Late implements Blocking {
    private boolean leaves;
    private @Nullable Callable<?> left;

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      if (leaves) {
        left = task;
        throw new TimeoutException(what);
      }
      return task.call();
    }
  }
}
