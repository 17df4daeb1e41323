package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.delivery.Circuit;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.journal.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Header LOCAL = new Header("Host", "127.0.0.1:9100");

  private final FakeProgram program = new FakeProgram();
  private final Handler routes = Routes.of(program, program.doors, program.time);

  RoutesTest() throws InterruptedException {}

  @Test
  void metrics_forAnyone_isTheSnapshotInJson() throws Exception {
    program.collect(RoutesTest::machine);
    assertThat(body(get("/metrics")))
        .isEqualTo(
            "{\"cpu\":45.2,\"ram\":62.8,\"gpu\":30.5,\"temperature\":55,"
                + "\"disk\":{\"total\":536870912000,\"used\":107374182400,\"free\":429496729600,"
                + "\"percent\":20},\"timestamp\":\"2026-01-01T10:30:00Z\",\"unavailable\":[]}");
  }

  @Test
  void metrics_whereNothingIsMeasured_isZeroAndSaysSo() throws Exception {
    assertThat(body(get("/metrics")))
        .startsWith("{\"cpu\":0,\"ram\":0,\"gpu\":0,\"temperature\":0,\"disk\":{\"total\":0,")
        .contains("\"timestamp\":\"2026-01-01T10:30:00Z\"")
        .endsWith("\"unavailable\":[\"cpu\",\"ram\",\"gpu\",\"temperature\",\"disk\"]}");
  }

  @Test
  void metrics_followsTheAcceptHeader_butNotABareTextPlain() throws Exception {
    check("*/*", "application/json; charset=utf-8");
    check("application/json, text/plain, */*", "application/json; charset=utf-8");
    check("text/plain;version=0.0.4", "text/plain; version=0.0.4; charset=utf-8");
    check(
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4",
        "application/openmetrics-text; version=1.0.0; charset=utf-8");
  }

  @Test
  void metrics_byPath_sayWhichForm() throws Exception {
    program.gauge("up", "", 1);
    assertThat(body(get("/metrics/prometheus")))
        .isEqualTo("# HELP up What up is.\n# TYPE up gauge\nup 1\n");
    assertThat(contentType(get("/metrics/json"))).startsWith("application/json");
  }

  @Test
  void metrics_findThisMachinesValues_whateverLabelsWereAdded() throws Exception {
    program.gauge("system_memory_unavailable_percent", "percent", 12.34, "env", "prod");
    assertThat(body(get("/metrics"))).contains("\"ram\":12.3,");
  }

  @Test
  void health_isTheSupersetOfTheReferenceBodies() throws Exception {
    program.collect(RoutesTest::machine);
    Response health = get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(body(health))
        .startsWith(
            "{\"status\":\"healthy\",\"timestamp\":\"2026-01-01T10:30:00.250Z\","
                + "\"uptime\":\"1h23m45.678901234s\",\"uptime_seconds\":5025,\"version\":\"1.2.3\"")
        .contains("\"metrics\":{\"cpu\":45.2,")
        .contains("\"name\":\"host\",\"state\":\"ok\"");
  }

  @Test
  void health_namesWhatFails_andStaysAlive() throws Exception {
    for (int i = 0; i < 6; i++) {
      program.collect(_ -> {
        throw new IOException("disk gone");
      });
    }
    assertThat(get("/health").status()).isEqualTo(200);
    assertThat(body(get("/health")))
        .contains("\"status\":\"degraded\"")
        .contains("\"state\":\"failing\"")
        .contains("\"consecutive_errors\":6")
        .contains("\"last_error\":\"IOException: disk gone\"");
    assertThat(get("/ready").status()).isEqualTo(503);
    assertThat(body(get("/ready"))).contains("host is failing");
  }

  @Test
  void health_showsWhatIsAbsentAndWarnings() throws Exception {
    program.warnings.add("the last reload was refused");
    program.collect(out -> out.absent("pressure", "no /proc/pressure"));
    assertThat(body(get("/health")))
        .contains("\"absent\":{\"pressure\":\"no /proc/pressure\"}")
        .contains("\"status\":\"degraded\"")
        .contains("\"warnings\":[\"the last reload was refused\"]");
  }

  @Test
  void health_isWellWhileACertificateStillHolds() throws Exception {
    program.notices.add("the certificate that a:443 shows expires soon");
    program.collect(_ -> {});
    assertThat(body(get("/health")))
        .startsWith("{\"status\":\"healthy\",")
        .endsWith("\"warnings\":[\"the certificate that a:443 shows expires soon\"]}");
    assertThat(body(send("GET", "/", LOCAL))).contains("a:443 shows expires soon");
  }

  @Test
  void health_showsWhatALimitKeptOut() throws Exception {
    program.gauge("one", "", 1);
    assertThat(body(get("/health"))).doesNotContain("refused_samples");
    var full = new FakeProgram(new SeriesLimits(1, 10, 1_000));
    full.collect(out -> {
      out.record(Family.gauge("one", "", "One."), Labels.NONE, 1);
      out.record(Family.gauge("two", "", "Two."), Labels.NONE, 2);
    });
    var answer =
        new HealthHandler(full, full.time).health(Request.of("GET", "/health", new byte[0]));
    assertThat(body(answer)).containsPattern("\"refused_samples\":\\{\"[a-z_ ]+\":1\\}");
  }

  @Test
  void health_showsTheJournal() throws Exception {
    program.gauge("up", "", 1);
    assertThat(body(get("/health")))
        .contains("\"status\":\"healthy\"")
        .contains(
            "{\"kind\":\"journal\",\"name\":\"journal\",\"state\":\"ok\",\"durable\":true,"
                + "\"bytes\":65536,\"max_bytes\":1073741824,"
                + "\"oldest\":\"2025-12-29T09:20:00.000Z\",\"accepted_samples\":600}");
    program.journal = FakeProgram.journal(false, "");
    assertThat(body(get("/health")))
        .contains("\"status\":\"degraded\"", "\"state\":\"not durable\",\"durable\":false");
    program.journal = FakeProgram.journal(true, "disk_full: no space <left>");
    assertThat(body(get("/health")))
        .contains("\"status\":\"degraded\"", "\"state\":\"failing\"")
        .contains(
            "\"refused_samples\":{\"disk_full\":7},\"problem\":\"disk_full: no space <left>\"");
    assertThat(get("/ready").status()).isEqualTo(200);
    assertThat(body(send("GET", "/", LOCAL))).contains("disk_full: no space &lt;left&gt;");
  }

  @Test
  void health_showsDestinations_andOneThatFailsLeavesItReady() throws Exception {
    program.gauge("up", "", 1);
    program.destinations.add(destination(Circuit.CLOSED, ""));
    assertThat(body(get("/health")))
        .contains("\"status\":\"healthy\"")
        .contains(
            "{\"kind\":\"destination\",\"name\":\"main\",\"state\":\"ok\",\"circuit\":\"closed\","
                + "\"pending_samples\":40,\"delivered_samples\":50,"
                + "\"filtered_samples\":{\"drop\":6},\"dropped_samples\":{\"rejected\":4},"
                + "\"consecutive_errors\":0}");
    program.destinations.set(0, destination(Circuit.HELD, "401 <key>"));
    assertThat(body(get("/health")))
        .contains("\"status\":\"degraded\"", "\"state\":\"held\"")
        .contains(
            "\"last_error\":\"401 <key>\",\"last_error_at\":\"2025-12-29T09:20:00.000Z\","
                + "\"next_try_seconds\":1.5,\"dead_letters\":2,\"dead_letter_samples\":4}");
    assertThat(get("/ready").status()).isEqualTo(200);
    assertThat(body(send("GET", "/", LOCAL)))
        .contains("<td>main<td class=\"bad\">held", "401 &lt;key&gt;", "<td class=\"n\">40");
  }

  @Test
  void gpu_isUnavailable_forAnyone() throws Exception {
    for (String path : new String[] {"/gpu", "/api/gpu"}) {
      Response gpu = routes.handle(Request.of("GET", path, new byte[0]));
      assertThat(gpu.status()).isEqualTo(503);
      assertThat(contentType(gpu)).isEqualTo("application/json; charset=utf-8");
      assertThat(body(gpu))
          .isEqualTo("{\"error\":\"GPU stats not available\",\"available\":false}");
    }
  }

  @Test
  void ready_waitsForTheFirstRun() throws Exception {
    assertThat(get("/ready").status()).isEqualTo(503);
    program.gauge("up", "", 1);
    assertThat(get("/ready").status()).isEqualTo(200);
    assertThat(get("/-/ready").status()).isEqualTo(200);
    assertThat(get("/-/healthy").status()).isEqualTo(200);
    assertThat(body(get("/api/metrics/ping"))).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void reload_isForDirectConnectionsOnly() throws Exception {
    assertThat(send("POST", "/-/reload", LOCAL).status()).isEqualTo(200);
    for (Header strange : strangers()) {
      assertThat(send("POST", "/-/reload", LOCAL, strange).status())
          .as(strange.toString())
          .isEqualTo(401);
      assertThat(send("GET", "/", LOCAL, strange).status()).isEqualTo(401);
      assertThat(send("GET", "/api/config", LOCAL, strange).status()).isEqualTo(401);
      assertThat(send("GET", "/targets", LOCAL, strange).status()).isEqualTo(401);
      assertThat(send("GET", "/api/v1/targets", LOCAL, strange).status()).isEqualTo(401);
    }
    assertThat(send("POST", "/-/reload", new Header("Host", "evil.example")).status())
        .isEqualTo(401);
    assertThat(program.reloads).isEqualTo(1);
  }

  @Test
  void reload_refused_namesEveryMistake() throws Exception {
    program.problems.add("sonde.yaml:3:5: intervall is not a key here");
    Response refused = send("POST", "/-/reload", LOCAL);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(body(refused)).contains("sonde.yaml:3:5").contains("goes on");
  }

  @Test
  void statusPage_escapesWhatItShows() throws Exception {
    program.warnings.add("<script>alert(1)</script>");
    Response page = send("GET", "/", LOCAL);
    assertThat(body(page)).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(page.headers()).extracting(Header::name).contains("Content-Security-Policy");
  }

  @Test
  void unknownPathsAndMethods_areJson() throws Exception {
    assertThat(get("/nothing").status()).isEqualTo(404);
    assertThat(body(get("/nothing"))).startsWith("{\"error\":");
    assertThat(send("DELETE", "/health", LOCAL).status()).isEqualTo(405);
  }

  private static CourierStatus destination(Circuit circuit, String error) {
    boolean good = error.isEmpty();
    return new CourierStatus(
        "main",
        true,
        circuit,
        Optional.of(
            new Standing(100, 0, 60, 60, 40, 50, Map.of("drop", 6L), Map.of("rejected", 4L))),
        3,
        50,
        4,
        1,
        good ? 0 : 1,
        error,
        good ? 0 : 1_767_000_000_000L,
        good ? Duration.ZERO : Duration.ofMillis(1_500),
        0,
        OptionalLong.empty(),
        good ? 0 : 2,
        good ? 0 : 4);
  }

  private static List<Header> strangers() {
    return List.of(
        new Header("X-Forwarded-For", "10.0.0.1"),
        new Header("Sec-Fetch-Site", "cross-site"),
        new Header("Origin", "https://evil.example"));
  }

  private static void machine(Recorder out) {
    gauge(out, "system_cpu_usage_total_percent", 45.21);
    gauge(out, "system_memory_unavailable_percent", 62.79);
    gauge(out, "system_memory_total_bytes", 1);
    gauge(out, "system_gpu_utilization_percent", 30.5, "gpu", "0", "name", "H200");
    gauge(out, "system_gpu_utilization_percent", 99, "gpu", "1", "name", "H200");
    gauge(out, "system_temperature_celsius", 55, "sensor", "primary");
    gauge(out, "system_disk_total_bytes", 1, "mountpoint", "/boot");
    gauge(out, "system_disk_total_bytes", 536870912000L, "mountpoint", "/");
    gauge(out, "system_disk_used_bytes", 107374182400L, "mountpoint", "/");
    gauge(out, "system_disk_free_bytes", 429496729600L, "mountpoint", "/");
    gauge(out, "system_disk_usage_percent", 20, "mountpoint", "/");
  }

  private static void gauge(Recorder out, String name, double value, String... labels) {
    out.record(Family.gauge(name, "", "Help."), Labels.of(labels), value);
  }

  private void check(String accept, String contentType) throws Exception {
    assertThat(contentType(send("GET", "/metrics", new Header("Accept", accept))))
        .isEqualTo(contentType);
  }

  private Response get(String path) throws Exception {
    return send("GET", path);
  }

  private Response send(String method, String path, Header... headers) throws Exception {
    var all = new ArrayList<>(List.of(headers));
    return routes.handle(Request.of(method, path, new byte[0], all.toArray(Header[]::new)));
  }

  private static String body(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }

  private static String contentType(Response response) {
    return response.headers().stream()
        .filter(each -> each.name().equals("Content-Type"))
        .map(Header::value)
        .findFirst()
        .orElseThrow();
  }
}
