package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.BatchId;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What this store does beyond the contract, at every version of the server.
abstract class PostgresCases {
  static final long NOON = Shipments.START + 12 * 3_600_000L;
  private static final long DAY = 24 * 3_600_000L;
  private static final Labels HOST = Labels.of("host", "a");
  private static final Span ALL = new Span(0, NOON + 30 * DAY);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  String database = "";
  Map<String, Object> config = Map.of();

  abstract PostgresServer server();

  @BeforeEach
  void begin() throws SQLException {
    database = server().database();
    config = Stores.keys(server(), database);
  }

  @Test
  void view_showsSamples_withoutTheEndsOfSeries() throws Exception {
    try (Store store = open(config)) {
      scribe.add("up", Labels.of("job", "a\"b"), NOON, 1).add("up", HOST, NOON, Double.NaN);
      send(store, scribe.add("down", HOST, NOON, Stale.marker()));
    }
    assertThat(
            rows(
                "SELECT timestamp AT TIME ZONE 'UTC', name, labels, labels->>'job', value"
                    + " FROM sonde.samples ORDER BY labels->>'job'"))
        .containsExactly(
            "2026-01-01 12:00:00|up|{\"job\": \"a\\\"b\"}|a\"b|1",
            "2026-01-01 12:00:00|up|{\"host\": \"a\"}|null|NaN");
  }

  @Test
  void query_ofOneSeries_isDrivenByAnIndex() throws Exception {
    try (Store store = open(config)) {
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < 300; j++) {
          scribe.add("metric_" + j, HOST, NOON - i * 60_000L, i);
        }
        send(store, scribe);
      }
    }
    run("ANALYZE sonde.series");
    run("ANALYZE sonde.collections");
    String plan =
        String.join(
            "\n",
            rows(
                "EXPLAIN SELECT timestamp, value FROM sonde.samples WHERE name = 'metric_7'"
                    + " AND timestamp > '2026-01-01 11:00Z' AND timestamp < '2026-01-01 11:10Z'"));
    assertThat(plan).contains("series_name", "_pkey").doesNotContain("Seq Scan on collections");
  }

  @Test
  void tend_dropsWholeDays_andWhatIsKnownOfThem() throws Exception {
    try (Store store = open(config)) {
      send(store, scribe.add("old", HOST, NOON - 6 * DAY, 1).add("new", HOST, NOON, 1));
      time.pass(Duration.ofDays(3));
      store.tend();
      assertThat(rows("SELECT name FROM sonde.series")).containsExactly("new");
      assertThat(rows("SELECT count(*) FROM sonde.days")).containsExactly("1");
      assertThat(
              rows(
                  "SELECT relname FROM pg_class WHERE relname ~ '^collections_[0-9]+$' ORDER BY 1"))
          .containsExactly("collections_20260101", "collections_20260104", "collections_20260105");
      send(store, scribe.add("old", HOST, NOON + 3 * DAY, 2).add("new", HOST, NOON + 3 * DAY, 2));
      assertThat(samples(store))
          .containsExactly(
              "new{host=\"a\"} %d=1.0 %d=2.0".formatted(NOON, NOON + 3 * DAY),
              "old{host=\"a\"} %d=2.0".formatted(NOON + 3 * DAY));
    }
  }

  @Test
  void tend_putsADayThatIsOverInOrder() throws Exception {
    String ordered =
        "SELECT c.relname FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid"
            + " WHERE x.indisclustered AND c.relname ~ '^collections_' ORDER BY 1";
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1).add("x", HOST, NOON - DAY, 2));
      List<String> before = samples(store);
      store.tend();
      assertThat(rows(ordered)).containsExactly("collections_20251231");
      time.pass(Duration.ofMinutes(12 * 60 + 59));
      store.tend();
      assertThat(rows(ordered)).containsExactly("collections_20251231");
      time.pass(Duration.ofMinutes(2));
      store.tend();
      assertThat(rows(ordered)).containsExactly("collections_20251231", "collections_20260101");
      assertThat(samples(store)).isEqualTo(before);
      send(store, scribe.add("x", HOST, NOON + 1, 3));
    }
    assertThat(rows("SELECT value FROM sonde.samples ORDER BY timestamp"))
        .containsExactly("2", "1", "3");
  }

  @Test
  void tend_packsAnHourThatIsOver_untilSomethingChangesThere() throws Exception {
    try (Store store = open(config)) {
      long first = NOON - 3_600_000;
      for (int i = 0; i < 180; i++) {
        scribe.add("a", HOST, first + i * 60_000L, i == 7 ? Double.NaN : i / 10.0);
        if (i != 3) {
          scribe.add("b", HOST, first + i * 60_000L, Math.sqrt(i));
        }
      }
      send(store, scribe);
      List<String> before = samples(store);
      time.pass(Duration.ofMinutes(69));
      store.tend();
      assertThat(packed()).containsExactly("11:00");
      time.pass(Duration.ofMinutes(1));
      store.tend();
      assertThat(packed()).containsExactly("11:00", "12:00");
      assertThat(rows("SELECT count(*) FROM sonde.tracks")).containsExactly("4");
      assertThat(samples(store)).isEqualTo(before);
      send(store, scribe.add("b", HOST, first + 180_000, 0.5).add("a", HOST, first, -1));
      assertThat(packed()).containsExactly("12:00");
      String filled =
          before
              .getLast()
              .replace(
                  " " + (first + 240_000), " " + (first + 180_000) + "=0.5 " + (first + 240_000));
      List<String> after = List.of(before.getFirst().replaceFirst("=0.0", "=-1.0"), filled);
      assertThat(samples(store)).isEqualTo(after);
      store.tend();
      assertThat(packed()).containsExactly("11:00", "12:00");
      assertThat(samples(store)).isEqualTo(after);
      run("ALTER TABLE sonde.collections DISABLE TRIGGER ALL");
      run("DELETE FROM sonde.collections WHERE time < '2026-01-01 13:00Z'");
      assertThat(samples(store)).as("without the rows").isEqualTo(after);
      var part = new Answer();
      store.history().samples(Selection.ALL, new Span(first + 120_000, first + 240_000), part);
      assertThat(part.lines()).hasSize(2).last().asString().endsWith("=0.5");
    }
  }

  private List<String> packed() throws SQLException {
    return rows("SELECT to_char(hour AT TIME ZONE 'UTC', 'HH24:MI') FROM sonde.hours ORDER BY 1");
  }

  @Test
  void change_byHand_isSeen() throws Exception {
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1).add("x", HOST, NOON + 1000, 2));
      time.pass(Duration.ofHours(2));
      store.tend();
      assertThat(packed()).containsExactly("12:00");
      run("DELETE FROM sonde.collections WHERE time = '2026-01-01 12:00Z'");
      assertThat(packed()).isEmpty();
      assertThat(samples(store)).containsExactly("x{host=\"a\"} " + (NOON + 1000) + "=2.0");
    }
  }

  @Test
  void packing_ofManyRows_leavesThem_andTakesFewPlacesAtATime() throws Exception {
    try (Store store = open(config)) {
      for (int i = 0; i < 240; i++) {
        scribe.add("x", Labels.of("n", "" + i), NOON, i);
      }
      send(store, scribe);
      run(
          "INSERT INTO sonde.collections SELECT layout, time + i * interval '400 ms', numbers"
              + " FROM sonde.collections, generate_series(1, 5000) i");
      run(
          "INSERT INTO sonde.collections SELECT layout, time + interval '1 hour' + i * interval '50"
              + " ms', numbers[1:2] FROM sonde.collections, generate_series(1, 40000) i WHERE time"
              + " = '2026-01-01 12:00Z'");
      time.pass(Duration.ofHours(3));
      store.tend();
      assertThat(rows("SELECT times IS NULL FROM sonde.hours ORDER BY hour"))
          .containsExactly("f", "t");
      assertThat(rows("SELECT count(*) FROM sonde.tracks")).containsExactly("240");
      var counts = new Answer();
      var one = Selection.of(Matcher.is("n", "1"));
      store.history().steps(one, new Steps(NOON, 3_600_000, 2), Fold.COUNT, counts);
      assertThat(counts.lines())
          .containsExactly("x{n=\"1\"} %d=5001.0 %d=40000.0".formatted(NOON, NOON + 3_600_000));
    }
  }

  @Test
  void migrations_ofAnOlderSonde_areGoneOnWith() throws Exception {
    run("CREATE SCHEMA sonde");
    run(
        "CREATE TABLE sonde.migrations (version integer PRIMARY KEY, at timestamptz DEFAULT"
            + " now())");
    run(Migrations.script("1.sql"));
    run("INSERT INTO sonde.migrations VALUES (1)");
    run(
        "CREATE TABLE sonde.collections_20260101 (LIKE sonde.collections INCLUDING ALL);"
            + " ALTER TABLE sonde.collections ATTACH PARTITION sonde.collections_20260101"
            + " FOR VALUES FROM ('2026-01-01 00:00Z') TO ('2026-01-02 00:00Z')");
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
      time.pass(Duration.ofHours(2));
      store.tend();
      assertThat(packed()).containsExactly("12:00");
      send(store, scribe.add("x", HOST, NOON + 1, 1));
      assertThat(packed()).isEmpty();
    }
    assertThat(rows("SELECT version FROM sonde.migrations ORDER BY 1")).containsExactly("1", "2");
  }

  @Test
  void migrations_runOnce_howeverManyBeginThem() throws Exception {
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 6; i++) {
        var own = new Scribe(UUID.randomUUID(), 1).add("x", Labels.of("n", "" + i), NOON, i);
        running.add(
            threads.submit(() -> {
              begin.await();
              try (Store store = open(classic())) {
                return store.send(store.encode(own.shipment()));
              }
            }));
      }
      begin.countDown();
      for (var each : running) {
        assertThat(each.get()).isEqualTo(Outcome.ACCEPTED);
      }
    }
    assertThat(rows("SELECT version FROM sonde.migrations ORDER BY 1")).containsExactly("1", "2");
    assertThat(rows("SELECT count(*), count(DISTINCT (layout, place)) FROM sonde.series"))
        .containsExactly("6|6");
    assertThat(rows("SELECT count(*) FROM sonde.samples")).containsExactly("6");
  }

  @Test
  void migrations_ofANewerSonde_areLeftAlone() throws Exception {
    open(config).close();
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
    }
    run("INSERT INTO sonde.migrations (version) VALUES (99)");
    try (Store store = open(config)) {
      assertThatThrownBy(() -> store.progress(Shipments.INSTANCE, Shipments.EPOCH))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("newer Sonde")
          .hasMessageContaining("99");
    }
  }

  @Test
  void wrongPassword_isHeld_andNeverShown() throws Exception {
    var wrong = Stores.with(config, "password", "pa55w0rd");
    try (Store store = open(wrong)) {
      Outcome outcome = store.send(store.encode(scribe.add("x", HOST, NOON, 1).shipment()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Held.class,
              held ->
                  assertThat(held.why()).contains("password", "postgres").doesNotContain("pa55"));
      assertThatThrownBy(() -> store.progress(Shipments.INSTANCE, 1))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("pa55");
      assertThat(store.examine().good()).isFalse();
      assertThat(store.examine().seen().toString()).doesNotContain("pa55");
    }
  }

  @Test
  void query_isCancelled_whenItsThreadIsInterrupted() throws Exception {
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1));
      slow(20);
      var thrown = new AtomicReference<Throwable>();
      Thread asking =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  store.history().samples(Selection.ALL, ALL, new Answer());
                } catch (IOException | InterruptedException | RuntimeException e) {
                  thrown.set(e);
                }
              });
      String running =
          "SELECT count(*) > 0 FROM pg_stat_activity WHERE state = 'active'"
              + " AND application_name = 'sonde' AND wait_event = 'PgSleep'";
      await(() -> rows(running).equals(List.of("t")));
      asking.interrupt();
      asking.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      await(() -> rows(running).equals(List.of("f")));
    }
  }

  @Test
  void query_thatTakesTooLong_isEnded() throws Exception {
    try (Store store = open(Stores.with(config, "statement_timeout", "1s"))) {
      send(store, scribe.add("x", HOST, NOON, 1));
      slow(20);
      assertThatThrownBy(() -> samples(store))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("allow more in `statement_timeout`");
    }
  }

  private void slow(double seconds) throws SQLException {
    run(
        "CREATE FUNCTION sonde.slow() RETURNS boolean LANGUAGE sql"
            + " AS 'SELECT pg_sleep("
            + seconds
            + ") IS NOT NULL'");
    run("ALTER TABLE sonde.series RENAME TO all_series");
    run("CREATE VIEW sonde.series AS SELECT * FROM sonde.all_series WHERE sonde.slow()");
  }

  @Test
  void ofSeveralServers_theOneThatIsThereIsUsed() throws Exception {
    List<String> hosts = List.of("127.0.0.1:1", "127.0.0.1:" + server().port());
    try (Store store = open(Stores.with(config, "host", hosts))) {
      send(store, scribe.add("x", HOST, NOON, 1));
      assertThat(samples(store)).hasSize(1);
    }
  }

  @Test
  void passwordFile_isReadAtEveryConnect(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "wrong");
    try (Store store = open(Stores.with(config, "password_file", file.toString()))) {
      assertThatThrownBy(() -> samples(store)).isInstanceOf(IOException.class);
      Files.writeString(file, "secret\n");
      assertThat(samples(store)).isEmpty();
      run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
              + " AND application_name = 'sonde'");
      Files.delete(file);
      assertThatThrownBy(() -> samples(store))
          .isInstanceOf(IOException.class)
          .hasMessage("the password file " + file + " can't be read");
    }
  }

  @Test
  void query_endsWhenTheStoreIsClosed() throws Exception {
    Store store = open(config);
    send(store, scribe.add("x", HOST, NOON, 1));
    History history = store.history();
    Points closing =
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
    assertThatThrownBy(() -> history.samples(Selection.ALL, ALL, closing))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> history.family("x")).isInstanceOf(IOException.class);
  }

  @Test
  void push_thatABatchCutInTwo_isStoredWhole() throws Exception {
    var pushed = new BatchId(UUID.randomUUID(), 7, 0, 3);
    try (Store store = open(config)) {
      send(store, scribe.add("x", HOST, NOON, 1).add("y", HOST, NOON, 2).pushed(pushed));
      send(store, scribe.add("z", HOST, NOON, 3).pushed(pushed));
      send(store, scribe.add("z", HOST, NOON, 4).pushed(pushed));
      assertThat(rows("SELECT name, value FROM sonde.samples ORDER BY name"))
          .containsExactly("x|1", "y|2", "z|3");
    }
  }

  @Test
  void rows_ofNewSeries_joinThoseTheyComeWith() throws Exception {
    try (Store store = open(config)) {
      for (int i = 0; i < 300; i++) {
        scribe.add("x", Labels.of("n", "" + i), NOON, i);
      }
      send(store, scribe);
      for (int i = 0; i < 310; i++) {
        scribe.add("x", Labels.of("n", "" + i), NOON + 1000, i);
      }
      send(store, scribe);
    }
    assertThat(rows("SELECT width FROM sonde.layouts ORDER BY width")).containsExactly("70", "240");
    assertThat(rows("SELECT count(*) FROM sonde.collections")).containsExactly("4");
  }

  @Test
  void timesBeyondAllBounds_areRefused() throws Exception {
    try (Store store = open(config)) {
      scribe.add("x", HOST, Long.MAX_VALUE, 1).add("x", HOST, Long.MIN_VALUE, 1);
      Outcome outcome = store.send(store.encode(scribe.add("x", HOST, NOON, 1).shipment()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Accepted.class, accepted -> assertThat(accepted.refused()).isEqualTo(2));
      var answer = new Answer();
      var ever = new Span(Long.MIN_VALUE, Long.MAX_VALUE);
      store.history().samples(Selection.ALL, ever, answer);
      store.history().latest(Selection.ALL, ever, answer);
      store.history().series(Selection.ALL, ever, answer);
      assertThat(answer.lines())
          .containsExactly(
              "x{host=\"a\"} " + NOON + "=1.0", "x{host=\"a\"} " + NOON + "=1.0", "x{host=\"a\"}");
    }
  }

  @Test
  void readers_areSoMany_andNoMore() throws Exception {
    String connections = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sonde'";
    try (Store store = open(Stores.with(config, "readers", 2));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      send(store, scribe.add("x", HOST, NOON, 1));
      slow(0.3);
      var asking = new ArrayList<Future<List<String>>>();
      for (int i = 0; i < 6; i++) {
        asking.add(threads.submit(() -> samples(store)));
      }
      int most = 0;
      while (!asking.stream().allMatch(Future::isDone)) {
        most = Math.max(most, Integer.parseInt(rows(connections).getFirst()));
      }
      for (Future<List<String>> each : asking) {
        assertThat(each.get()).hasSize(1);
      }
      most = Math.max(most, Integer.parseInt(rows(connections).getFirst())); // they stay open
      assertThat(most).as("one of them writes").isEqualTo(3);
      time.pass(Duration.ofMinutes(2));
      store.tend();
      await(() -> rows(connections).equals(List.of("2")));
    }
    await(() -> rows(connections).equals(List.of("0")));
  }

  @Test
  void view_answersAsGrafanaAsks() throws Exception {
    try (Store store = open(config)) {
      for (int i = 0; i < 120; i++) {
        for (int core = 0; core < 2; core++) {
          var labels = Labels.of("core", "" + core, "host", "a");
          scribe.add("system_cpu_usage_percent", labels, NOON + i * 5000L, core * 100 + i);
        }
      }
      send(store, scribe.add("other", HOST, NOON, 1));
    }
    String role = database + "_grafana";
    run("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
    run("GRANT USAGE ON SCHEMA sonde TO " + role);
    run("GRANT SELECT ON sonde.samples TO " + role);
    String asked =
        "SELECT floor(extract(epoch from timestamp)/60)*60 AS \"time\", labels->>'core' AS metric,"
            + " avg(value) AS value FROM sonde.samples"
            + " WHERE name = 'system_cpu_usage_percent'"
            + " AND timestamp BETWEEN '2026-01-01T12:05:00Z' AND '2026-01-01T12:06:55Z'"
            + " GROUP BY 1, 2 ORDER BY 1, 2";
    String url = "jdbc:postgresql://127.0.0.1:" + server().port() + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, role, "secret")) {
      assertThat(PostgresServer.rows(connection, asked))
          .containsExactly(
              "1767269100|0|65.5", "1767269100|1|165.5", "1767269160|0|77.5", "1767269160|1|177.5");
      assertThat(
              PostgresServer.rows(
                  connection, "SELECT DISTINCT labels->>'core' FROM sonde.samples ORDER BY 1"))
          .containsExactly("0", "1", "null");
      assertThatThrownBy(() -> PostgresServer.rows(connection, "SELECT * FROM sonde.senders"))
          .hasMessageContaining("permission denied");
    }
  }

  private Map<String, Object> classic() {
    return Stores.with(config, "classic_tables", true);
  }

  final Store open(Map<String, Object> with) {
    return Stores.open(with, time);
  }

  static void send(Store store, Scribe written) throws Exception {
    assertThat(store.send(store.encode(written.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  private static List<String> samples(Store store) throws Exception {
    var answer = new Answer();
    store.history().samples(Selection.ALL, ALL, answer);
    return answer.lines();
  }

  final void run(String command) throws SQLException {
    try (Connection connection = server().connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  final List<String> rows(String query) throws SQLException {
    return server().rows(database, query);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.call()) {
      assertThat(System.nanoTime() - begin).isLessThan(Duration.ofMinutes(2).toNanos());
      Thread.onSpinWait();
    }
  }
}
