package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.stores.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Document 001 as a program: its environment, a PostgreSQL server, and nothing else.
final class LiveServiceIT {
  private static final List<String> TABLES =
      List.of("metrics_cpu", "metrics_ram", "metrics_temperature", "metrics_disk");

  /// On a busy machine a run may take longer than its interval; what is given up is a gap.
  private static final String PATIENT = "timeout=1m";

  private static PostgresServer server;

  @TempDir private Path folder;
  private String database = "";

  /// Something about rows that does not throw what a test's lambda may not.
  private interface Rows {
    String ask() throws SQLException;
  }

  @BeforeAll
  static void begin() throws Exception {
    server = PostgresServer.start(18);
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void machine() throws Exception {
    database = server.database();
    Path zone = Files.createDirectories(folder.resolve("sys/class/thermal/thermal_zone0"));
    Files.writeString(zone.resolve("type"), "x86_pkg_temp\n");
    Files.writeString(zone.resolve("temp"), "41500\n");
  }

  @Test
  void environmentAlone_fillsTheServicesTables() throws Exception {
    try (var sonde = service().start()) {
      assertThat(sonde.log()).contains("configuration: defaults; profile live-service");
      for (String table : TABLES) {
        sonde.await(() -> one("SELECT count(*) FROM " + table), count -> number(count) > 2);
      }
      assertThat(one("SELECT count(*) FROM metrics_gpu")).isEqualTo("0");
      assertThat(one("SELECT DISTINCT value FROM metrics_temperature")).isEqualTo("41.5");
      assertThat(one("SELECT bool_and(percent BETWEEN 0 AND 100 AND used > 0) FROM metrics_disk"))
          .isEqualTo("t");
      assertThat(one("SELECT count(*) FROM sonde.series")).isEqualTo("0");
      assertThat(one("SELECT string_agg(DISTINCT metric_type, ',') FROM v_metrics_24h"))
          .isEqualTo("cpu,ram,temperature");
      // It may be between two connections.
      sonde.await(
          () ->
              one(
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                      + database
                      + "' AND application_name = 'arasul-metrics-collector'"),
          count -> number(count) > 0);
      run("INSERT INTO metrics_cpu (timestamp, value) VALUES (now() - interval '8 days', 1)");
      run("SELECT cleanup_old_metrics()");
      assertThat(
              one("SELECT count(*) FROM metrics_cpu WHERE timestamp < now() - interval '7 days'"))
          .isEqualTo("0");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }

  @Test
  void clients_seeTheService() throws Exception {
    try (var sonde = service().set(PATIENT).start()) {
      Json page = sonde.await(() -> Json.of(sonde.ask("/metrics").text()), LiveServiceIT::whole);
      Json live = Json.of(sonde.ask("/api/metrics/live").text());
      assertThat(live.at("temperature").number()).isEqualTo(41.5);
      assertThat(live.at("gpu").number()).isZero();
      assertThat(live.at("disk").at("total")).isEqualTo(page.at("disk").at("total"));
      assertThat(live.at("timestamp").text()).matches("[0-9-]{10}T[0-9:]{8}Z");
      Json history =
          sonde.await(
              () -> Json.of(sonde.ask("/api/metrics/history?range=1h").text()),
              LiveServiceIT::isWhole);
      for (String array : List.of("timestamps", "cpu", "ram", "gpu", "temperature", "disk_used")) {
        assertThat(history.at(array).elements()).as(array).hasSize(61);
      }
      assertThat(history.at("range").text()).isEqualTo("1h");
      assertThat(history.at("cpu").elements().getFirst().value()).isNull();
      assertThat(history.at("gpu").elements()).allMatch(each -> each.value() == null);
      assertThat(last(history, "temperature").number()).isEqualTo(41.5);
      sonde.await(() -> apart(sonde), difference -> difference == 0);
      Answer bad = sonde.ask("/api/metrics/history?range=2h");
      assertThat(bad.status()).isEqualTo(400);
      assertThat(Json.of(bad.text()).at("error").text())
          .isEqualTo("Invalid range. Valid values: 1h, 6h, 12h, 24h, 48h, 7d, 30d");
      assertThat(sonde.ask("/gpu").status()).isEqualTo(503);
      assertThat(sonde.health().component("gpu").at("state").text()).isEqualTo("null");
      assertThat(sonde.ask("/api/metrics/ping").text()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(sonde.health().at("status").text()).isEqualTo("healthy");
    }
  }

  @Test
  void dashboards_hearTheStream_untilItStops() throws Exception {
    try (var sonde = service().start()) {
      sonde.await(() -> Json.of(sonde.ask("/metrics").text()), LiveServiceIT::whole);
      try (var one = Feed.of(sonde, "/api/metrics/live-stream");
          var other = Feed.of(sonde, "/api/metrics/live-stream")) {
        Json first = Json.of(one.next());
        assertThat(first.at("temperature").number()).isEqualTo(41.5);
        assertThat(first.at("timestamp").text()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z");
        other.next();
        Json second = Json.of(one.next());
        assertThat(second.at("disk").at("total")).isEqualTo(first.at("disk").at("total"));
        assertThat(second.at("timestamp").text()).isGreaterThan(first.at("timestamp").text());
        other.next();
        sonde.signal("TERM");
        assertThat(one.end()).isEqualTo("closed 1001 the server is stopping");
        assertThat(other.end()).isEqualTo("closed 1001 the server is stopping");
        assertThat(sonde.awaitEnd().code()).isZero();
      }
    }
  }

  @Test
  void databaseThatStops_leavesNoGap() throws Exception {
    try (var sonde = service().set(PATIENT).start()) {
      sonde.await(() -> one("SELECT count(*) FROM metrics_ram"), count -> number(count) > 2);
      server.stop();
      double runs = hostRuns(sonde);
      Json down =
          sonde.await(
              sonde::health, each -> each.component("store").at("state").text().equals("failing"));
      assertThat(down.at("status").text()).isEqualTo("degraded");
      sonde.await(() -> hostRuns(sonde), now -> now > runs + 5);
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
      assertThat(sonde.ask("/api/metrics/live").status()).isEqualTo(200);
      Answer failed = sonde.ask("/api/metrics/history");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(Json.of(failed.text()).at("error").text())
          .isEqualTo("Failed to get metrics history");
      String before = instant(sonde);
      server.restart();
      sonde.await(
          () -> one("SELECT max(timestamp) > '" + before + "' FROM metrics_ram"), "t"::equals);
      String missing =
          one(
              "SELECT extract(epoch FROM max(timestamp) - min(timestamp)) + 1 - count(*)"
                  + " FROM metrics_ram");
      // A page that knows of all that was skipped by then.
      double known = new Account(sonde.page()).runs();
      TextPage page = sonde.await(sonde::page, each -> new Account(each).runs() > known + 1);
      assertThat(new Account(page).dropped("store")).isZero();
      assertThat(number(missing))
          .as("the first run is one more, anywhere in its second")
          .isBetween(-1.0, page.count("skipped_runs", "host") + 0.5);
    }
  }

  @Test
  void badEnvironment_endsTheStart_withEveryMistake() throws Exception {
    var ended =
        service()
            .environment("POSTGRES_PORT", "many")
            .environment("METRICS_RETENTION_DAYS", "0")
            .finish();
    assertThat(ended.code()).isEqualTo(78);
    assertThat(ended.err())
        .contains(
            "environment METRICS_RETENTION_DAYS: \"0\" is not a whole number from 1 to 36500",
            "environment POSTGRES_PORT: store.port: \"many\" is not a whole number",
            "the configuration has 2 mistakes");
  }

  private Launch service() throws IOException {
    return Launch.in(folder)
        .environment("HOST_SYS", folder.resolve("sys").toString())
        .environment("METRICS_INTERVAL_LIVE", "1")
        .environment("METRICS_INTERVAL_PERSIST", "1")
        .environment("METRICS_RETENTION_DAYS", "7")
        .environment("POSTGRES_HOST", "127.0.0.1")
        .environment("POSTGRES_PORT", Integer.toString(server.port()))
        .environment("POSTGRES_USER", "postgres")
        .environment("POSTGRES_PASSWORD", "secret")
        .environment("POSTGRES_DB", database);
  }

  private static boolean whole(Json page) {
    return page.at("disk").at("total").number() > 0
        && page.at("ram").number() > 0
        && page.at("temperature").number() > 0;
  }

  /// One answer is one state of the store, and a run's figures come into it together; only the
  /// first run has no use of the processor yet, and what a run may miss comes with the next.
  private static boolean isWhole(Json history) {
    return Stream.of("cpu", "ram", "temperature", "disk_used")
        .allMatch(each -> last(history, each).value() != null);
  }

  /// How far the disk's newest figure in the store is from the one shown. Others write to that
  /// disk, too, so only those of one moment are the same.
  private static double apart(SondeProcess sonde) throws IOException, InterruptedException {
    Json history = Json.of(sonde.ask("/api/metrics/history?range=1h").text());
    Json page = Json.of(sonde.ask("/metrics").text());
    return last(history, "disk_used").number() - page.at("disk").at("percent").number();
  }

  private static Json last(Json history, String array) {
    List<Json> elements = history.at(array).elements();
    return elements.isEmpty() ? new Json(null) : elements.getLast();
  }

  private static double hostRuns(SondeProcess sonde) throws IOException, InterruptedException {
    return sonde.page().count("runs", "host");
  }

  private static String instant(SondeProcess sonde) throws IOException, InterruptedException {
    return Json.of(sonde.ask("/metrics").text()).at("timestamp").text();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /// One value; "0" where there is no such table yet.
  private String one(String query) throws IOException {
    return asked(() -> server.rows(database, query).getFirst());
  }

  private static String asked(Rows rows) throws IOException {
    try {
      return rows.ask();
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        return "0";
      }
      throw new IOException(e);
    }
  }

  private void run(String command) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
