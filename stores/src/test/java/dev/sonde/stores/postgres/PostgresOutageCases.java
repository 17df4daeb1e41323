package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is left of samples when the server, or the way to it, goes: everything, and once.
abstract class PostgresOutageCases {
  private static final long NOON = Shipments.START + 12 * 3_600_000L;
  private static final Labels HOST = Labels.of("host", "a");
  private static final Span ALL = new Span(0, NOON + 30 * 86_400_000L);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private String database = "";
  private Map<String, Object> config = Map.of();

  abstract PostgresServer server();

  @BeforeEach
  void begin() throws SQLException {
    database = server().database();
    config = Stores.keys(server(), database);
  }

  @Test
  void send_goesOnAfterItsConnectionWasCut() throws Exception {
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
      run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'sonde'");
      var next = scribe.add("x", HOST, NOON + 1, 2).shipment();
      assertThatThrownBy(() -> store.send(store.encode(next))).isInstanceOf(IOException.class);
      assertThat(store.progress(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(1);
      assertThat(store.send(store.encode(next))).isEqualTo(Outcome.ACCEPTED);
      assertThat(samples(store))
          .containsExactly("x{host=\"a\"} " + NOON + "=1.0 " + (NOON + 1) + "=2.0");
    }
  }

  @Test
  void query_findsAServerThatWasRestarted() throws Exception {
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
      List<String> before = samples(store);
      server().stop();
      assertThatThrownBy(() -> samples(store)).isInstanceOf(IOException.class);
      server().restart();
      assertThat(samples(store)).isEqualTo(before);
      server().kill();
      server().restart();
      assertThat(samples(store)).isEqualTo(before);
    }
  }

  @Test
  void send_thatIsCutAnywhere_isWholeOrNotAtAll() throws Exception {
    int stored = 0;
    int not = 0;
    int number = 0;
    try (var relay = new Relay(server().port());
        Store store =
            open(
                Stores.with(
                    config, "host", List.of("127.0.0.1:" + relay.port()), "sslmode", "disable"))) {
      deliver(store, number++);
      for (int answers = 0; answers < 4; answers++) {
        scribe.add("a", Labels.NONE, NOON + number, number);
        var shipment = scribe.add("b", Labels.NONE, NOON + number, number + 0.5).shipment();
        number++;
        relay.cutAfter(answers);
        boolean clear = isSent(store, shipment);
        relay.heal();
        boolean has = progress(store) == shipment.id().to();
        stored += !clear && has ? 1 : 0;
        not += has ? 0 : 1;
        assertThat(!clear || has).isTrue();
        assertThat(has || progress(store) == shipment.id().from()).isTrue();
        assertThat(store.send(store.encode(shipment))).isEqualTo(Outcome.ACCEPTED);
      }
      assertThat(stored).isPositive();
      assertThat(not).isPositive();
      assertThat(samples(store))
          .containsExactly(counted("a", 0, number, 0), counted("b", 0, number, 0.5));
    }
  }

  /// Neither the server nor the store that was killed says so to the other.
  @Test
  void send_isNotHeldUp_byOneThatFellSilentInTheMiddle() throws Exception {
    var quick = Stores.with(config, "statement_timeout", "1s");
    try (var relay = new Relay(server().port());
        Store silent =
            open(
                Stores.with(
                    quick, "host", List.of("127.0.0.1:" + relay.port()), "sslmode", "disable"));
        Store next = open(quick);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      deliver(silent, 0);
      deliver(next, 1);
      relay.fallSilent();
      var shipment = scribe.add("a", Labels.NONE, NOON + 2, 2).shipment();
      Future<Boolean> sent = threads.submit(() -> isSent(silent, shipment));
      await(relay::isSilent);
      await(() -> isSent(next, shipment));
      sent.cancel(true);
    }
  }

  private static boolean isSent(Store store, Shipment shipment) throws InterruptedException {
    try {
      return store.send(store.encode(shipment)).equals(Outcome.ACCEPTED);
    } catch (IOException unclear) {
      return false;
    }
  }

  @Test
  void kill_losesNothing_andStoresNothingTwice() throws Exception {
    int kills = Integer.getInteger("sonde.postgres.kills", 4);
    var random = new Random(Long.getLong("sonde.postgres.seed", 1));
    int number = 0;
    try (Store store = open(config);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < kills; round++) {
        int before = number + random.nextInt(100);
        Future<?> ended =
            threads.submit(() -> {
              after(random.nextInt(20_000_000));
              server().kill();
              server().restart();
              return null;
            });
        while (!ended.isDone() || number < before) {
          deliver(store, number);
          number++;
        }
        ended.get();
      }
      check(store, number);
    }
  }

  private static void after(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  private void check(Store store, int number) throws Exception {
    assertThat(store.progress(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(2L * number);
    assertThat(samples(store))
        .containsExactly(counted("a", 0, number, 0), counted("b", 0, number, 0.5));
    assertThat(server().rows(database, "SELECT count(*) FROM sonde.samples"))
        .containsExactly(Integer.toString(2 * number));
  }

  /// A journal holds what could not be sent; here, a list does.
  @Test
  void anHourWithoutAServer_leavesNoGap() throws Exception {
    var waiting = new ArrayDeque<Shipment>();
    try (Store store = open(config)) {
      for (int minute = 0; minute < 180; minute++) {
        if (minute == 60) {
          server().stop();
        } else if (minute == 120) {
          server().restart();
        }
        for (int i = 0; i < 12; i++) {
          long at = NOON + minute * 60_000L + i * 5_000L;
          waiting.add(scribe.add("a", HOST, at, at).shipment());
        }
        sendAll(store, waiting);
        time.pass(Duration.ofMinutes(1));
        tend(store, minute >= 60 && minute < 120);
      }
      assertThat(waiting).isEmpty();
      var counts = new Answer();
      store.history().steps(Selection.ALL, new Steps(NOON, 60_000, 180), Fold.COUNT, counts);
      var expected = new StringBuilder("a{host=\"a\"}");
      for (int minute = 0; minute < 180; minute++) {
        expected.append(' ').append(NOON + minute * 60_000L).append("=12.0");
      }
      assertThat(counts.lines()).containsExactly(expected.toString());
    }
  }

  private static void sendAll(Store store, Deque<Shipment> waiting) throws Exception {
    try {
      while (!waiting.isEmpty()) {
        Shipment first = waiting.getFirst();
        if (progress(store, first) < first.id().to()) {
          assertThat(store.send(store.encode(first))).isEqualTo(Outcome.ACCEPTED);
        }
        waiting.removeFirst();
      }
    } catch (IOException away) {
      assertThat(away).hasMessageNotContaining("secret");
    }
  }

  private static long progress(Store store, Shipment of) throws Exception {
    return store.progress(of.id().instance(), of.id().epoch()).orElseThrow();
  }

  private static void tend(Store store, boolean isAway) throws Exception {
    try {
      store.tend();
      assertThat(isAway).isFalse();
      assertThat(store.answers()).isTrue();
    } catch (IOException away) {
      assertThat(isAway).isTrue();
      assertThat(store.answers()).isFalse();
    }
  }

  private static long durable(Store store) {
    return store.durable(Shipments.INSTANCE, Shipments.EPOCH).orElseThrow();
  }

  @Test
  void durable_isTold_alsoWithoutSynchronousCommit() throws Exception {
    run("ALTER DATABASE " + database + " SET synchronous_commit = off");
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
      assertThat(durable(store)).isBetween(0L, 1L);
      await(() -> {
        store.tend();
        return durable(store) == 1;
      });
    }
  }

  /// As a courier does: asks after every unclear answer.
  private void deliver(Store store, int number) throws Exception {
    scribe.add("a", Labels.NONE, NOON + number, number);
    var shipment = scribe.add("b", Labels.NONE, NOON + number, number + 0.5).shipment();
    boolean arrived = false;
    while (!arrived) {
      try {
        arrived = store.send(store.encode(shipment)).equals(Outcome.ACCEPTED);
      } catch (IOException unclear) {
        arrived = progress(store) >= shipment.id().to();
      }
    }
  }

  private static long progress(Store store) throws InterruptedException {
    while (true) {
      try {
        return store.progress(Shipments.INSTANCE, Shipments.EPOCH).orElse(0);
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private static String counted(String name, int from, int to, double more) {
    var line = new StringBuilder(name);
    for (int i = from; i < to; i++) {
      line.append(' ').append(NOON + i).append('=').append(i + more);
    }
    return line.toString();
  }

  private Store open(Map<String, Object> with) {
    return Stores.open(with, time);
  }

  private static void send(Store store, Scribe written) throws Exception {
    assertThat(store.send(store.encode(written.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  private static List<String> samples(Store store) throws Exception {
    var answer = new Answer();
    store.history().samples(Selection.ALL, ALL, answer);
    return answer.lines();
  }

  private void run(String command) throws SQLException {
    try (Connection connection = server().connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.call()) {
      assertThat(System.nanoTime() - begin).isLessThan(Duration.ofMinutes(2).toNanos());
      Thread.onSpinWait();
    }
  }
}
