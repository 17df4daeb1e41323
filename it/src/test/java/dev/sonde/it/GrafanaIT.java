package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.sonde.stores.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of the dashboards, as Grafana would send it, to a server that Sonde has filled. What
/// Sonde measures here must show.
final class GrafanaIT {
  private static final Path FILES = Path.of("../packaging/grafana").toAbsolutePath().normalize();
  private static final Pattern NAME = Pattern.compile("\\b(?:system|sonde)_[a-z0-9_]+");
  private static final Pattern COMMAND = Pattern.compile("psql -d sonde -c \"([^\"]+)\"");

  /// Runs of a collector, enough for a rate.
  private static final int RUNS = 8;

  @TempDir private Path folder;

  private record Query(String panel, String text) {
    /// Has Sonde something to show there?
    boolean isAbout(Set<String> measured) {
      return NAME.matcher(text).results().anyMatch(name -> measured.contains(name.group()));
    }
  }

  @Test
  void postgres_answersEveryQuery_toARoleThatMayOnlyReadTheView() throws Exception {
    try (var server = PostgresServer.start(18)) {
      String database = server.database();
      try (var sonde =
          machine()
              .set("store.type=postgres")
              .set("store.host=127.0.0.1:" + server.port())
              .set("store.database=" + database)
              .set("store.user=postgres")
              .set("store.password=secret")
              .start()) {
        awaitDelivery(sonde, "store");
        try (Connection owner = server.connect(database);
            Statement statement = owner.createStatement()) {
          statement.execute(roleOfTheReadme());
        }
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
        try (Connection reader = DriverManager.getConnection(url, "grafana", "PASSWORD")) {
          List<String> hosts = rows(reader, hostQuery("postgres"), 1);
          assertThat(hosts).containsExactly("web1");
          for (Query each : queries("postgres", "rawSql")) {
            shows(sonde, each, () -> shown(reader, each));
          }
        }
      }
    }
  }

  @Test
  void prometheus_answersEveryQuery() throws Exception {
    try (var store = new Prometheus(folder.resolve("prometheus")).ready()) {
      answersEveryQuery(store);
    }
  }

  @Test
  void victoriaMetrics_answersEveryQuery() throws Exception {
    try (var store = new VictoriaMetrics(folder.resolve("victoria")).ready()) {
      answersEveryQuery(store);
    }
  }

  private void answersEveryQuery(Store store) throws Exception {
    String shipper =
        "shippers=[{name: to, type: prometheus_remote_write, url: \"" + store.writeUrl() + "\"}]";
    try (var answers = new StoreAnswers(store.port());
        var sonde = machine().set("store.type=none").set(shipper).start()) {
      awaitDelivery(sonde, "to");
      assertThat(hostQuery("prometheus")).isEqualTo("label_values(system_uptime_seconds, host)");
      for (Query each : queries("prometheus", "expr")) {
        String asked =
            each.text()
                .replace("$host", "web1|other")
                .replace("$__rate_interval", "20s")
                .replace("$__range", "1h");
        assertThat(asked).doesNotContain("$");
        shows(sonde, each, () -> !answers.query(asked).isEmpty());
      }
    }
  }

  /// Until there is something where Sonde has something, and nothing where it has nothing. What it
  /// has may become more at any time, and is on its page before it is in a store.
  private static void shows(SondeProcess sonde, Query query, SondeProcess.Question<Boolean> found)
      throws IOException, InterruptedException {
    sonde.await(
        () -> query + (found.ask() == query.isAbout(sonde.page().names()) ? " fits" : " does not"),
        said -> said.endsWith(" fits"));
  }

  private Launch machine() throws IOException {
    Path zone = Files.createDirectories(folder.resolve("sys/class/thermal/thermal_zone0"));
    Files.writeString(zone.resolve("type"), "x86_pkg_temp\n");
    Files.writeString(zone.resolve("temp"), "41500\n");
    return Launch.in(folder)
        .environment("HOST_SYS", folder.resolve("sys").toString())
        .set("hostname=web1")
        .set("interval=1s")
        .set("timeout=1m");
  }

  /// Until what it measured is there, of its destination too.
  private static void awaitDelivery(SondeProcess sonde, String destination)
      throws IOException, InterruptedException {
    sonde.await(
        () -> new Account(sonde.page()),
        each -> each.runs() > RUNS && each.delivered(destination) > 0);
    double accepted = new Account(sonde.page()).accepted(destination);
    sonde.await(() -> new Account(sonde.page()), each -> each.delivered(destination) >= accepted);
  }

  private static Json dashboard(String kind) throws IOException {
    Path file = FILES.resolve(kind + "/dashboards/sonde-" + kind + "/machines.json");
    return Json.of(JsonParser.parseString(Files.readString(file)).toString());
  }

  private static String hostQuery(String kind) throws IOException {
    Json variable = dashboard(kind).at("templating").at("list").elements().getFirst();
    return variable.at("definition").text();
  }

  private static List<Query> queries(String kind, String key) throws IOException {
    var all = new ArrayList<Query>();
    for (Json panel : dashboard(kind).at("panels").elements()) {
      panel
          .at("targets")
          .elements()
          .forEach(each -> all.add(new Query(panel.at("title").text(), each.at(key).text())));
    }
    assertThat(all).hasSizeGreaterThan(40);
    return all;
  }

  private static String roleOfTheReadme() throws IOException {
    var command = COMMAND.matcher(Files.readString(FILES.resolve("README.md")));
    assertThat(command.find()).isTrue();
    return command.group(1);
  }

  /// What Grafana makes of its macros.
  private static String expanded(String query) {
    return query
        .replace("$__interval_ms", "5000")
        .replace(
            "$__timeFilter(timestamp)",
            "timestamp BETWEEN now() - interval '1 hour' AND now() + interval '1 hour'")
        .replace("$__timeFrom()", "'2026-01-01T00:00:00Z'")
        .replace("${host:sqlstring}", "'web1','other'");
  }

  private static boolean shown(Connection reader, Query query) throws IOException {
    String asked = expanded(query.text());
    assertThat(asked).doesNotContain("$__", "${");
    try {
      return !rows(reader, asked, 3).isEmpty();
    } catch (SQLException e) {
      throw new IOException(asked, e);
    }
  }

  private static List<String> rows(Connection reader, String query, int columns)
      throws SQLException {
    var lines = new ArrayList<String>();
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      var about = rows.getMetaData();
      assertThat(about.getColumnCount()).as(query).isEqualTo(columns);
      if (columns == 3) {
        assertThat(
                List.of(about.getColumnLabel(1), about.getColumnLabel(2), about.getColumnLabel(3)))
            .containsExactly("time", "metric", "value");
      }
      while (rows.next()) {
        lines.add(String.valueOf(rows.getString(columns)));
      }
    }
    return lines;
  }
}
