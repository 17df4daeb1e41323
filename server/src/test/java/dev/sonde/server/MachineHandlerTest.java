package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MachineHandlerTest {
  private static final Header LOCAL = new Header("Host", "127.0.0.1:9100");
  private static final long MINUTE = 60_000;

  private final FakeProgram program = new FakeProgram();
  private final ReferenceStore store = new ReferenceStore(program.time, Duration.ofDays(40));
  private final Scribe scribe =
      new Scribe(UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001"), 1);
  private int runs;
  private final Handler routes = Routes.of(program, program.doors, program.time);

  MachineHandlerTest() throws InterruptedException {}

  @Test
  void live_isTheLiveView() throws Exception {
    stored();
    program.gauge("system_memory_unavailable_percent", "percent", 12.34);
    assertThat(body(get("/api/metrics/live"))).startsWith("{\"cpu\":0,\"ram\":12.3,");
  }

  @Test
  void live_withoutAny_isTheNewestThatIsStored() throws Exception {
    stored();
    assertThat(body(get("/api/metrics/live")))
        .isEqualTo(
            "{\"cpu\":33.3,\"ram\":60,\"gpu\":0,\"temperature\":0,"
                + "\"disk\":{\"total\":0,\"used\":0,\"free\":0,\"percent\":20},"
                + "\"timestamp\":\"2026-01-01T10:29:55Z\",\"unavailable\":"
                + "[\"gpu\",\"temperature\",\"disk\"]}");
  }

  @Test
  void live_fromTheServicesTables_hasTheTotalTheyMake() throws Exception {
    Labels root = program.identity().with("mountpoint", "/");
    scribe.add("system_disk_used_bytes", root, program.time.wallMillis() - 5_250, 100);
    scribe.add("system_disk_free_bytes", root, program.time.wallMillis() - 5_250, 300);
    stored();
    assertThat(body(get("/api/metrics/live")))
        .contains("\"disk\":{\"total\":400,\"used\":100,\"free\":300,\"percent\":20}")
        .endsWith("\"unavailable\":[\"gpu\",\"temperature\"]}");
  }

  @Test
  void live_withNothingAtAll_isUnavailable() throws Exception {
    String expected =
        "{\"error\":\"Metrics service unavailable\",\"timestamp\":\"2026-01-01T10:30:00.250Z\"}";
    assertThat(get("/api/metrics/live").status()).isEqualTo(503);
    assertThat(body(get("/api/metrics/live"))).isEqualTo(expected);
    program.history = Optional.of(store.history());
    assertThat(body(get("/api/metrics/live"))).isEqualTo(expected);
  }

  @Test
  void history_isLastValueBefore_withGapsAsNull() throws Exception {
    stored();
    String history = body(get("/api/metrics/history?range=1h"));
    assertThat(history)
        .startsWith(
            "{\"range\":\"1h\",\"timestamps\":[\"2026-01-01T09:30:00.250Z\","
                + "\"2026-01-01T09:31:00.250Z\",")
        .contains("\"2026-01-01T10:30:00.250Z\"],\"cpu\":[")
        .endsWith(",\"timestamp\":\"2026-01-01T10:30:00.250Z\"}");
    String[] ram = array(history, "ram");
    assertThat(ram).hasSize(61);
    assertThat(Arrays.copyOf(ram, 35)).containsOnly("50");
    assertThat(Arrays.copyOfRange(ram, 35, 50)).containsOnly("null");
    assertThat(Arrays.copyOfRange(ram, 51, 60)).containsOnly("60");
    assertThat(array(history, "cpu")).endsWith("null", "33.3");
    assertThat(array(history, "gpu")).hasSize(61).containsOnly("null");
    assertThat(array(history, "disk_used")).endsWith("20");
  }

  @Test
  void answers_areOneStateOfTheStore_whileItGoesOn() throws Exception {
    var growing = new GrowingHistory(store.history(), this::another);
    another();
    program.history = Optional.of(growing);
    String history = body(get("/api/metrics/history?range=1h"));
    for (String each : List.of("cpu", "ram", "temperature", "disk_used")) {
      assertThat(array(history, each)).as(each).endsWith("1");
    }
    assertThat(body(get("/api/metrics/live")))
        .startsWith("{\"cpu\":2,\"ram\":2,\"gpu\":0,\"temperature\":2,")
        .contains("\"percent\":2}");
    assertThat(growing.answers()).isEqualTo(2);
  }

  @Test
  void history_hasTheServicesRanges() throws Exception {
    stored();
    check("", "24h", 1441);
    check("?range=48h", "48h", 2881);
    check("?range=7d", "7d", 10_081);
    check("?range=30d", "30d", 6172);
    Response bad = get("/api/metrics/history?range=2h");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(body(bad))
        .isEqualTo(
            "{\"error\":\"Invalid range. Valid values: 1h, 6h, 12h, 24h, 48h, 7d, 30d\","
                + "\"timestamp\":\"2026-01-01T10:30:00.250Z\"}");
    program.history = Optional.empty();
    Response failed = get("/api/metrics/history");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(body(failed)).startsWith("{\"error\":\"Failed to get metrics history\",");
  }

  @Test
  void doors_areOpenToAll_inTheServicesProfileAlone() throws Exception {
    stored();
    var stranger = new Header("Host", "metrics.example");
    for (String path : new String[] {"/api/metrics/live", "/api/metrics/history"}) {
      assertThat(send(path, stranger).status()).isEqualTo(401);
    }
    assertThat(send("/api/v1/range?match=up", stranger).status()).isEqualTo(401);
    program.profile = "live-service";
    assertThat(send("/api/metrics/live", stranger).status()).isEqualTo(200);
    assertThat(send("/api/metrics/history", stranger).status()).isEqualTo(200);
    assertThat(send("/api/v1/range?match=up", stranger).status()).isEqualTo(401);
  }

  /// Ram every 30 s, with a gap from half past to twenty before; what another machine has beside.
  private void stored() throws Exception {
    Labels own = program.identity();
    long now = program.time.wallMillis();
    for (long ago = 120 * MINUTE; ago > 0; ago -= MINUTE / 2) {
      String name = "system_memory_unavailable_percent";
      if (ago > 30 * MINUTE || ago <= 10 * MINUTE) {
        scribe.add(name, own, now - ago, ago > 30 * MINUTE ? 50.02 : 59.98);
      }
      scribe.add(name, Labels.of("host", "web-2"), now - ago, 99);
    }
    scribe.add("system_cpu_usage_total_percent", own, now - 5_250, 33.333);
    scribe.add("system_disk_usage_percent", own.with("mountpoint", "/"), now - 6_000, 20);
    scribe.add("system_disk_usage_percent", own.with("mountpoint", "/boot"), now - 6_000, 90);
    store.send(store.encode(scribe.shipment()));
    program.history = Optional.of(store.history());
  }

  /// One more run, in which everything has the run's number.
  private void another() throws IOException, InterruptedException {
    Labels own = program.identity();
    long at = program.time.wallMillis() - 10_000 + ++runs;
    scribe.add("system_cpu_usage_total_percent", own, at, runs);
    scribe.add("system_memory_unavailable_percent", own, at, runs);
    scribe.add("system_temperature_celsius", own.with("sensor", "primary"), at, runs);
    scribe.add("system_temperature_celsius", own.with("sensor", "nvme"), at, 99);
    scribe.add("system_disk_usage_percent", own.with("mountpoint", "/"), at, runs);
    store.send(store.encode(scribe.shipment()));
  }

  private void check(String query, String range, int points) throws Exception {
    String history = body(get("/api/metrics/history" + query));
    assertThat(history).startsWith("{\"range\":\"" + range + "\"");
    assertThat(array(history, "timestamps")).hasSize(points);
    assertThat(array(history, "temperature")).hasSize(points);
  }

  private static String[] array(String json, String name) {
    int from = json.indexOf("\"" + name + "\":[") + name.length() + 4;
    return json.substring(from, json.indexOf(']', from)).split(",");
  }

  private Response get(String path) throws Exception {
    return send(path, LOCAL);
  }

  private Response send(String path, Header host) throws Exception {
    return routes.handle(Request.of("GET", path, new byte[0], host));
  }

  private static String body(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
