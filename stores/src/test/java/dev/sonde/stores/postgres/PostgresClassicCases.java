package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.BatchId;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Document 001's tables, at every version of the server.
abstract class PostgresClassicCases {
  private static final long NOON = Shipments.START + 12 * 3_600_000L;
  private static final Labels HOST = Labels.of("host", "a");
  private static final Labels ROOT = Labels.of("host", "a", "mountpoint", "/", "device", "sda1");
  private static final Labels PRIMARY = Labels.of("host", "a", "sensor", "primary", "chip", "c");
  private static final Span ALL = new Span(0, NOON + 86_400_000L);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private String database = "";
  private Map<String, Object> config = Map.of();

  abstract PostgresServer server();

  @BeforeEach
  void begin() throws SQLException {
    database = server().database();
    config = Stores.with(Stores.keys(server(), database), "classic_tables", true);
  }

  @Test
  void tables_areMadeAsTheDocumentSays() throws Exception {
    try (Store store = open(config)) {
      store.progress(Shipments.INSTANCE, 1);
    }
    assertThat(columns("metrics_cpu"))
        .containsExactly(
            "timestamp|timestamp with time zone|NO",
            "value|double precision|NO",
            "created_at|timestamp with time zone|YES");
    assertThat(columns("metrics_disk"))
        .containsExactly(
            "timestamp|timestamp with time zone|NO",
            "used|bigint|NO",
            "free|bigint|NO",
            "percent|double precision|NO",
            "created_at|timestamp with time zone|YES");
    assertThat(rows("SELECT indexname FROM pg_indexes WHERE indexname ~ '^idx_' ORDER BY 1"))
        .containsExactly(
            "idx_metrics_cpu_timestamp",
            "idx_metrics_disk_timestamp",
            "idx_metrics_gpu_timestamp",
            "idx_metrics_ram_timestamp",
            "idx_metrics_temperature_timestamp");
    assertThat(columns("v_metrics_24h"))
        .containsExactly(
            "metric_type|text|YES",
            "timestamp|timestamp with time zone|YES",
            "value|double precision|YES");
  }

  @Test
  void tables_takeWhatTheDocumentSays() throws Exception {
    try (Store store = open(config)) {
      store.progress(Shipments.INSTANCE, 1);
    }
    for (String each : List.of("cpu", "ram", "gpu", "temperature")) {
      int most = each.equals("temperature") ? 150 : 100;
      takes("metrics_" + each, "timestamp, value", "now(), 0");
      takes("metrics_" + each, "timestamp, value", "now() + interval '1 s', " + most);
      takesNot("metrics_" + each, "timestamp, value", "now() + interval '1 h', -0.1");
      takesNot("metrics_" + each, "timestamp, value", "now() + interval '1 h', " + most + ".1");
      takesNot("metrics_" + each, "timestamp", "now() + interval '1 h'");
    }
    String columns = "timestamp, used, free, percent";
    takes("metrics_disk", columns, "now(), 9223372036854775807, 0, 100");
    for (String each : List.of("-1, 0, 0", "0, -1, 0", "0, 0, -0.1", "0, 0, 100.1")) {
      takesNot("metrics_disk", columns, "now() + interval '1 h', " + each);
    }
    assertThat(
            rows(
                "SELECT DISTINCT replace(indexdef, tablename, 'T') FROM pg_indexes"
                    + " WHERE tablename ~ '^metrics_' ORDER BY 1"))
        .containsExactly(
            "CREATE INDEX idx_T_timestamp ON public.T USING btree (\"timestamp\" DESC)",
            "CREATE UNIQUE INDEX T_pkey ON public.T USING btree (\"timestamp\")");
    assertThat(rows("SELECT DISTINCT reloptions FROM pg_class WHERE relname ~ '^metrics_[a-z]+$'"))
        .containsExactly("{autovacuum_vacuum_scale_factor=0.1}");
    assertThat(rows("SELECT pg_get_function_result('cleanup_old_metrics()'::regprocedure)"))
        .containsExactly("void");
  }

  private void takes(String table, String columns, String values) throws SQLException {
    run("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")");
  }

  private void takesNot(String table, String columns, String values) {
    assertThatThrownBy(() -> takes(table, columns, values))
        .as(table + " " + values)
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).startsWith("23"));
  }

  @Test
  void restart_withinTheThirtySeconds_writesNoSecondRow() throws Exception {
    for (int i = 0; i < 14; i++) {
      try (Store store = open(config)) {
        machine(NOON + i * 5000L, 10 + i);
        send(store, scribe);
      }
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|10", "12:00:30|16", "12:01:00|22");
    assertThat(rows("SELECT count(*) FROM metrics_disk")).containsExactly("3");
  }

  @Test
  void everyPersistInterval_getsItsRow() throws Exception {
    for (int seconds : List.of(10, 60, 300)) {
      database = server().database();
      var other = Stores.with(Stores.keys(server(), database), "classic_tables", true);
      var own = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
      try (Store store = open(Stores.with(other, "persist", seconds + "s"))) {
        for (int i = 0; i < 600; i += 5) {
          machine(own, NOON + i * 1000L, 50);
          if (i % 50 == 0) {
            send(store, own);
          }
        }
        send(store, own);
      }
      for (String each : List.of("cpu", "ram", "gpu", "temperature", "disk")) {
        assertThat(
                rows(
                    "SELECT count(*), count(DISTINCT floor(extract(epoch FROM timestamp) / %d))"
                            .formatted(seconds)
                        + " FROM metrics_"
                        + each))
            .as(each)
            .containsExactly(600 / seconds + "|" + 600 / seconds);
      }
    }
  }

  /// Stands in for TimescaleDB, which can't be had here: takes what that takes, and remembers it.
  @Test
  void tables_becomeHypertables_whereTheExtensionIs() throws Exception {
    server()
        .addExtension(
            "timescaledb",
            """
            CREATE TABLE made (relation regclass, by name, indexes boolean);
            CREATE FUNCTION create_hypertable(relation regclass, time_column_name name,
              partitioning_column name = NULL, number_partitions integer = NULL,
              associated_schema_name name = NULL, associated_table_prefix name = NULL,
              chunk_time_interval anyelement = NULL::bigint, create_default_indexes boolean = TRUE,
              if_not_exists boolean = FALSE) RETURNS void LANGUAGE sql
              AS $$ INSERT INTO made VALUES ($1, $2, create_default_indexes) $$;
            """);
    run("CREATE EXTENSION timescaledb");
    try (Store store = open(config)) {
      machine(NOON, 10);
      send(store, scribe);
    }
    assertThat(rows("SELECT relation, by, indexes FROM made ORDER BY 1"))
        .containsExactly(
            "metrics_cpu|timestamp|f",
            "metrics_ram|timestamp|f",
            "metrics_gpu|timestamp|f",
            "metrics_temperature|timestamp|f",
            "metrics_disk|timestamp|f");
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|10");
  }

  @Test
  void rows_areWrittenOnceInThirtySeconds() throws Exception {
    try (Store store = open(config)) {
      for (int i = 0; i < 15; i++) {
        machine(NOON + i * 5000L, 10 + i);
        send(store, scribe);
      }
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|10", "12:00:30|16", "12:01:00|22");
    assertThat(table("metrics_ram")).containsExactly("12:00:00|60", "12:00:30|60", "12:01:00|60");
    assertThat(table("metrics_gpu")).containsExactly("12:00:00|5", "12:00:30|5", "12:01:00|5");
    assertThat(table("metrics_temperature"))
        .containsExactly("12:00:00|40.1", "12:00:30|40.1", "12:01:00|40.1");
    assertThat(
            rows(
                "SELECT to_char(timestamp AT TIME ZONE 'UTC', 'HH24:MI:SS'), used, free, percent"
                    + " FROM metrics_disk ORDER BY 1"))
        .containsExactly("12:00:00|100|300|25", "12:00:30|100|300|25", "12:01:00|100|300|25");
    assertThat(rows("SELECT created_at IS NOT NULL FROM metrics_disk LIMIT 1"))
        .containsExactly("t");
  }

  @Test
  void values_thatATableDoesNotTake_leaveNoOthersOut() throws Exception {
    try (Store store = open(config)) {
      scribe.add("system_temperature_celsius", PRIMARY, NOON, -1);
      scribe.add("system_memory_unavailable_percent", HOST, NOON, Double.NaN);
      scribe.add("system_cpu_usage_total_percent", HOST, NOON, 100);
      scribe.add("system_temperature_celsius", PRIMARY, NOON + 5000, 150);
      send(store, scribe.add("system_memory_unavailable_percent", HOST, NOON + 5000, 0));
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|100");
    assertThat(table("metrics_temperature")).containsExactly("12:00:05|150");
    assertThat(table("metrics_ram")).containsExactly("12:00:05|0");
    assertThat(rows("SELECT count(*) FROM sonde.samples")).containsExactly("5");
  }

  @Test
  void aStricterCheck_leavesOutItsRowOnly() throws Exception {
    try (Store store = open(config)) {
      store.progress(Shipments.INSTANCE, 1);
      run("ALTER TABLE metrics_cpu ADD CHECK (value < 50)");
      machine(NOON, 60);
      send(store, scribe);
      machine(NOON + 30_000, 40);
      send(store, scribe);
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:30|40");
    assertThat(table("metrics_ram")).containsExactly("12:00:00|60", "12:00:30|60");
    assertThat(rows("SELECT count(*) FROM sonde.samples")).containsExactly("14");
  }

  @Test
  void whatOthersPushed_isNotThisMachine() throws Exception {
    try (Store store = open(config)) {
      var pushed = new BatchId(UUID.randomUUID(), 1, 0, 7);
      machine(NOON, 70);
      scribe.pushed(pushed);
      machine(NOON + 5000, 20);
      send(store, scribe);
      var other = new Scribe(UUID.randomUUID(), 1);
      machine(other, NOON + 30_000, 70);
      other.pushed(pushed);
      machine(other, NOON + 35_000, 30);
      send(store, other);
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:05|20", "12:00:35|30");
  }

  @Test
  void aDatabaseOfTheOlderProgram_isTakenAsItIs() throws Exception {
    run(theirSchema());
    run("INSERT INTO metrics_cpu (timestamp, value) VALUES ('2026-01-01 11:59:30Z', 33.3)");
    String objects =
        "SELECT relname, relkind, relowner::regrole FROM pg_class"
            + " WHERE relnamespace = 'public'::regnamespace ORDER BY 1";
    List<String> all = rows(objects);
    String theirs = "SELECT prosrc FROM pg_proc WHERE proname = 'cleanup_old_metrics'";
    List<String> before = rows(theirs);
    try (Store store = open(config)) {
      machine(NOON, 10);
      send(store, scribe);
      store.tend();
    }
    assertThat(table("metrics_cpu")).containsExactly("11:59:30|33.3", "12:00:00|10");
    assertThat(rows(theirs)).isEqualTo(before);
    assertThat(rows(objects)).isEqualTo(all);
    run("SELECT cleanup_old_metrics()");
  }

  /// As the older program's database is set up.
  private static String theirSchema() {
    var schema = new StringBuilder();
    for (String each : List.of("cpu", "ram", "gpu", "temperature", "disk")) {
      int most = each.equals("temperature") ? 150 : 100;
      schema.append("CREATE TABLE IF NOT EXISTS metrics_").append(each);
      schema.append(" (timestamp TIMESTAMPTZ PRIMARY KEY, ");
      schema.append(
          each.equals("disk")
              ? "used BIGINT NOT NULL CHECK (used >= 0), free BIGINT NOT NULL CHECK (free >= 0),"
                  + " percent FLOAT NOT NULL CHECK (percent >= 0 AND percent <= 100)"
              : "value FLOAT NOT NULL CHECK (value >= 0 AND value <= " + most + ")");
      schema.append(", created_at TIMESTAMPTZ DEFAULT NOW());");
      schema.append(
          "CREATE INDEX IF NOT EXISTS idx_metrics_%1$s_timestamp ON metrics_%1$s".formatted(each));
      schema.append(" (timestamp DESC);");
      schema.append("ALTER TABLE metrics_" + each + " SET (autovacuum_vacuum_scale_factor = 0.1);");
    }
    return schema
        + """
        CREATE TABLE workflow_activity (timestamp TIMESTAMPTZ);
        CREATE TABLE system_snapshots (timestamp TIMESTAMPTZ);
        CREATE TABLE self_healing_events (timestamp TIMESTAMPTZ);
        CREATE TABLE service_restarts (timestamp TIMESTAMPTZ);
        CREATE VIEW v_metrics_24h AS
          SELECT 'cpu' AS metric_type, timestamp, value FROM metrics_cpu
            WHERE timestamp > NOW() - INTERVAL '24 hours'
          UNION ALL SELECT 'ram', timestamp, value FROM metrics_ram
            WHERE timestamp > NOW() - INTERVAL '24 hours'
          UNION ALL SELECT 'gpu', timestamp, value FROM metrics_gpu
            WHERE timestamp > NOW() - INTERVAL '24 hours'
          UNION ALL SELECT 'temperature', timestamp, value FROM metrics_temperature
            WHERE timestamp > NOW() - INTERVAL '24 hours';
        CREATE FUNCTION cleanup_old_metrics() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM metrics_cpu WHERE timestamp < NOW() - INTERVAL '7 days';
          DELETE FROM workflow_activity WHERE timestamp < NOW() - INTERVAL '7 days';
          DELETE FROM service_restarts WHERE timestamp < NOW() - INTERVAL '30 days';
        EXCEPTION WHEN OTHERS THEN
          RAISE NOTICE 'cleanup failed: %', SQLERRM;
        END $$;
        """;
  }

  @Test
  void view_showsADay_andTheFunctionKeepsAWeek() throws Exception {
    try (Store store = open(config)) {
      store.progress(Shipments.INSTANCE, 1);
    }
    run("INSERT INTO metrics_cpu (timestamp, value) VALUES (now() - interval '8 days', 1)");
    run("INSERT INTO metrics_cpu (timestamp, value) VALUES (now() - interval '2 days', 2)");
    run("INSERT INTO metrics_cpu (timestamp, value) VALUES (now() - interval '1 hour', 3)");
    run("INSERT INTO metrics_temperature (timestamp, value) VALUES (now(), 4)");
    assertThat(rows("SELECT metric_type, value FROM v_metrics_24h ORDER BY value"))
        .containsExactly("cpu|3", "temperature|4");
    run("CREATE TABLE system_snapshots (timestamp TIMESTAMPTZ)");
    run("INSERT INTO system_snapshots VALUES (now()), (now() - interval '8 days')");
    run("CREATE TABLE service_restarts (other integer)");
    run("SELECT cleanup_old_metrics()");
    assertThat(rows("SELECT value FROM metrics_cpu ORDER BY value")).containsExactly("2", "3");
    assertThat(rows("SELECT count(*) FROM system_snapshots")).containsExactly("1");
  }

  @Test
  void tend_deletesWhatIsOlderThanTheRetention() throws Exception {
    try (Store store = open(config)) {
      machine(NOON, 10);
      send(store, scribe);
      time.pass(Duration.ofDays(5));
      machine(NOON + 5 * 86_400_000L, 20);
      send(store, scribe);
      time.pass(Duration.ofDays(3));
      store.tend();
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|20");
    assertThat(rows("SELECT count(*) FROM metrics_disk")).containsExactly("1");
  }

  @Test
  void history_isThatOfTheTables_whereThereIsNothingElse() throws Exception {
    try (Store store = open(Stores.with(config, "compact", false))) {
      for (int i = 0; i < 12; i++) {
        machine(NOON + i * 5000L, 10 + i);
        send(store, scribe);
      }
      assertThat(rows("SELECT count(*) FROM sonde.series")).containsExactly("0");
      var all = new Answer();
      store.history().samples(Selection.ALL, ALL, all);
      long half = NOON + 30_000;
      assertThat(all.lines())
          .containsExactly(
              "system_cpu_usage_total_percent " + NOON + "=10.0 " + half + "=16.0",
              "system_disk_free_bytes{mountpoint=\"/\"} " + NOON + "=300.0 " + half + "=300.0",
              "system_disk_usage_percent{mountpoint=\"/\"} " + NOON + "=25.0 " + half + "=25.0",
              "system_disk_used_bytes{mountpoint=\"/\"} " + NOON + "=100.0 " + half + "=100.0",
              "system_gpu_utilization_percent{gpu=\"0\"} " + NOON + "=5.0 " + half + "=5.0",
              "system_memory_unavailable_percent " + NOON + "=60.0 " + half + "=60.0",
              "system_temperature_celsius{sensor=\"primary\"} " + NOON + "=40.1 " + half + "=40.1");
      var newest = new Answer();
      store.history().latest(Selection.ALL, new Span(NOON, half), newest);
      assertThat(newest.lines())
          .hasSize(7)
          .contains("system_cpu_usage_total_percent " + NOON + "=10.0");
      var sums = new Answer(1);
      store.history().steps(Selection.ALL, new Steps(NOON, 60_000, 2), Fold.SUM, sums);
      assertThat(sums.lines()).containsExactly("system_cpu_usage_total_percent " + NOON + "=26.0");
      var none = new Answer();
      store.history().series(Selection.ALL, new Span(0, NOON - 86_400_000L), none);
      assertThat(none.lines()).isEmpty();
      var series = new Answer();
      store.history().series(Selection.ALL, ALL, series);
      assertThat(series.lines()).hasSize(7);
    }
  }

  @Test
  void tables_areOfThisMachine() throws Exception {
    try (Store store = Stores.open(Stores.with(config, "compact", false), HOST, time)) {
      machine(NOON, 10);
      scribe.add("system_memory_unavailable_percent", Labels.of("instance", "b"), NOON + 60_000, 1);
      scribe.add("system_memory_unavailable_percent", Labels.of("host", "b"), NOON + 90_000, 2);
      send(store, scribe);
      assertThat(table("metrics_ram")).containsExactly("12:00:00|60");
      var own = new Answer();
      store.history().latest(Selection.of(Matcher.is("host", "a")), ALL, own);
      assertThat(own.lines())
          .hasSize(7)
          .contains("system_memory_unavailable_percent{host=\"a\"} " + NOON + "=60.0");
    }
  }

  @Test
  void tables_haveNothingThatWasScraped() throws Exception {
    try (Store store = open(config)) {
      scribe.add("system_memory_unavailable_percent", Labels.of("instance", "b"), NOON, 1);
      send(store, scribe);
    }
    assertThat(table("metrics_ram")).isEmpty();
  }

  @Test
  void whatHasNoTable_isCounted_whereThereIsNothingElse() throws Exception {
    try (Store store = open(Stores.with(config, "compact", false))) {
      machine(NOON, 10);
      var encoded = store.encode(scribe.add("other", HOST, NOON, 1).shipment());
      assertThat(encoded.samples()).isEqualTo(7);
      assertThat(encoded.unsaid()).isEqualTo(Map.of("no_table", 1L));
    }
  }

  @Test
  void aRoleWithLittle_isEnough() throws Exception {
    run("CREATE ROLE " + database + "_agent LOGIN PASSWORD 'secret'");
    run("CREATE SCHEMA sonde AUTHORIZATION " + database + "_agent");
    run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    run("GRANT CREATE ON SCHEMA public TO " + database + "_agent");
    Map<String, Object> little = Stores.with(config, "user", database + "_agent");
    try (Store store = open(little)) {
      machine(NOON, 10);
      send(store, scribe);
    }
    run("REVOKE CREATE ON SCHEMA public FROM " + database + "_agent");
    try (Store store = open(little)) {
      machine(NOON + 30_000, 11);
      send(store, scribe);
      time.pass(Duration.ofDays(1));
      store.tend();
      assertThat(rows("SELECT count(*) > 0 FROM sonde.tracks")).containsExactly("t");
      assertThat(store.examine().good()).isTrue();
      var answer = new Answer();
      store.history().latest(Selection.ALL, ALL, answer);
      assertThat(answer.lines()).hasSize(7);
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(14);
    }
    assertThat(table("metrics_cpu")).containsExactly("12:00:00|10", "12:00:30|11");
    run("CREATE ROLE " + database + "_grafana");
    run("GRANT USAGE ON SCHEMA sonde TO " + database + "_grafana");
    run("GRANT SELECT ON sonde.samples TO " + database + "_grafana");
    run("SET ROLE " + database + "_grafana; SELECT count(*) FROM sonde.samples");
  }

  @Test
  void aRoleWithTooLittle_isHeld_andToldWhatToDo() throws Exception {
    run("CREATE ROLE " + database + "_poor LOGIN PASSWORD 'secret'");
    try (Store store = open(Stores.with(config, "user", database + "_poor"))) {
      machine(NOON, 10);
      Outcome outcome = store.send(store.encode(scribe.shipment()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Held.class,
              held -> assertThat(held.why()).contains("permission denied", "grant it"));
      assertThat(store.examine().good()).isFalse();
      assertThat(store.examine().seen().getLast()).contains("CREATE SCHEMA sonde AUTHORIZATION");
    }
  }

  private void machine(long at, double cpu) {
    machine(scribe, at, cpu);
  }

  private static void machine(Scribe scribe, long at, double cpu) {
    scribe.add("system_cpu_usage_total_percent", HOST, at, cpu);
    scribe.add("system_memory_unavailable_percent", HOST, at, 60);
    scribe.add("system_gpu_utilization_percent", Labels.of("host", "a", "gpu", "0"), at, 5);
    scribe.add("system_temperature_celsius", PRIMARY, at, 40.123);
    scribe.add("system_disk_used_bytes", ROOT, at, 100);
    scribe.add("system_disk_free_bytes", ROOT, at, 300);
    scribe.add("system_disk_usage_percent", ROOT, at, 25);
  }

  private Store open(Map<String, Object> with) {
    return Stores.open(with, time);
  }

  private static void send(Store store, Scribe written) throws Exception {
    assertThat(store.send(store.encode(written.shipment()))).isEqualTo(Outcome.ACCEPTED);
  }

  private List<String> table(String name) throws SQLException {
    return rows(
        "SELECT to_char(timestamp AT TIME ZONE 'UTC', 'HH24:MI:SS'), value FROM %s ORDER BY timestamp"
            .formatted(name));
  }

  private List<String> columns(String table) throws SQLException {
    return rows(
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
            + " WHERE table_name = '"
            + table
            + "' ORDER BY ordinal_position");
  }

  private void run(String command) throws SQLException {
    try (Connection connection = server().connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private List<String> rows(String query) throws SQLException {
    return server().rows(database, query);
  }
}
