package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs write into a hub, which has every sample in its store.
final class ReceiversIT {
  private static final int ENOUGH = 5;

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer pages;

  @BeforeEach
  void start() throws Exception {
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/metrics", this::answer);
    pages.start();
  }

  @AfterEach
  void end() {
    pages.stop(0);
    client.close();
  }

  @Test
  void prometheus_writesOne_andEverySampleIsThere() throws Exception {
    prometheus("prometheus.WriteRequest");
  }

  @Test
  void prometheus_writesTwo_andEverySampleIsThere() throws Exception {
    prometheus("io.prometheus.write.v2.Request");
  }

  private void prometheus(String message) throws Exception {
    try (var hub = hub().start()) {
      Path configuration =
          Files.writeString(
              folder.resolve("prometheus.yml"),
              """
              global: {scrape_interval: 1s}
              scrape_configs:
                - {job_name: counts, static_configs: [{targets: ["%s"]}]}
              remote_write:
                - {url: "%s", protobuf_message: %s, queue_config: {batch_send_deadline: 200ms}}
              """
                  .formatted(target(), url(hub, "/api/v1/write"), message));
      try (var prometheus = Prometheus.scraping(folder.resolve("prometheus"), configuration)) {
        prometheus.ready();
        SortedMap<Long, Double> own =
            hub.await(() -> kept(prometheus), all -> all.size() >= ENOUGH);
        hub.await(
            () -> stored(hub, "hits_total"), all -> all.entrySet().containsAll(own.entrySet()));
        hub.await(() -> stored(hub, "up"), all -> !all.isEmpty());
      }
      assertThat(hub.page().at("sonde_component_refused_samples_total")).isNaN();
    }
  }

  @Test
  void vmagent_writes_andEverySampleIsThere() throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("scrape.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - {job_name: counts, static_configs: [{targets: ["%s"]}]}
            """
                .formatted(target()));
    try (var hub = hub().start();
        Peer _ =
            Peer.start(
                folder.resolve("vmagent.log"),
                List.of(
                    Peers.program("vmagent").toString(),
                    "-promscrape.config=" + configuration,
                    "-remoteWrite.url=" + url(hub, "/api/v1/write"),
                    "-remoteWrite.flushInterval=200ms",
                    "-remoteWrite.tmpDataPath=" + folder.resolve("vmagent"),
                    "-httpListenAddr=127.0.0.1:" + Ports.free()))) {
      SortedMap<Long, Double> seen =
          hub.await(() -> stored(hub, "hits_total"), all -> all.size() >= ENOUGH);
      assertThat(List.copyOf(seen.values())).as("in order").isSorted();
      double all = seen.lastEntry().getValue() - seen.firstEntry().getValue() + 1;
      assertThat(Set.copyOf(seen.values())).as("none twice").hasSameSizeAs(seen.values());
      // Each scrape is there: all but those that were given up, which say so themselves.
      hub.await(() -> givenUp(hub), count -> seen.size() + count >= all);
    }
  }

  @Test
  void promtool_pushes() throws Exception {
    Path page =
        Files.writeString(
            folder.resolve("page.txt"), "# TYPE pushed_bytes gauge\npushed_bytes 7\n");
    try (var hub = hub().start()) {
      var process =
          new ProcessBuilder(
                  Peers.program("promtool").toString(),
                  "push",
                  "metrics",
                  url(hub, "/api/v1/write"),
                  page.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      hub.await(() -> stored(hub, "pushed_bytes"), all -> all.containsValue(7.0));
    }
  }

  @Test
  void openTelemetry_inJson_isTaken() throws Exception {
    long nanos = System.currentTimeMillis() * 1_000_000;
    String body =
        """
        {"resourceMetrics":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"shop"}}]},
          "scopeMetrics":[{"metrics":[{"name":"visits","sum":{"aggregationTemporality":2,
            "isMonotonic":true,"dataPoints":[
              {"asInt":"41","timeUnixNano":"%d","startTimeUnixNano":"%d"}]}}]}]}]}
        """
            .formatted(nanos, nanos - 1_000_000_000);
    try (var hub = hub().start()) {
      var answer = post(hub, "/v1/metrics", "application/json", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      hub.await(() -> stored(hub, "visits_total"), all -> all.containsValue(41.0));
    }
  }

  @Test
  void increases_areInTheTotals_afterAKill() throws Exception {
    long from = System.currentTimeMillis() * 1_000_000 - 5_000_000_000L;
    try (var hub = hub().start()) {
      increase(hub, from, 5);
      hub.signal("KILL");
      hub.awaitEnd();
    }
    try (var hub = hub().start()) {
      increase(hub, from, 5);
      increase(hub, from + 1_000_000_000L, 3);
      hub.await(() -> stored(hub, "visits_total"), all -> all.containsValue(8.0));
      assertThat(stored(hub, "visits_total").values()).containsExactly(5.0, 8.0);
    }
  }

  private void increase(SondeProcess hub, long fromNanos, int by) throws Exception {
    String body =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"visits","sum":{
          "aggregationTemporality":1,"isMonotonic":true,"dataPoints":[
            {"asInt":"%d","startTimeUnixNano":"%d","timeUnixNano":"%d"}]}}]}]}]}
        """
            .formatted(by, fromNanos, fromNanos + 1_000_000_000L);
    var answer = post(hub, "/v1/metrics", "application/json", body);
    assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("200 {}");
  }

  @Test
  void rubbish_getsAWord_andTheHubGoesOn() throws Exception {
    try (var hub = hub().start()) {
      for (String path : List.of("/api/v1/write", "/v1/metrics", "/api/v1/batches")) {
        assertThat(post(hub, path, "text/html", "<p>").statusCode()).as(path).isEqualTo(415);
      }
      var broken = post(hub, "/api/v1/write", "application/x-protobuf", "no protobuf at all");
      assertThat(broken.statusCode()).isEqualTo(400);
      assertThat(broken.body()).contains("error");
      var other = post(hub, "/api/v1/batches", "application/vnd.sonde.batch", "no batch at all");
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(other.body()).contains("checksum");
      assertThat(hub.health().at("status").text()).isEqualTo("healthy");
    }
  }

  private Launch hub() throws IOException {
    Files.createDirectories(folder.resolve("hub"));
    return Launch.in(folder.resolve("hub"))
        .file(
            """
            collectors: {host: {enabled: false}}
            receivers: {enabled: true, auth: none}
            """);
  }

  private HttpResponse<String> post(SondeProcess hub, String path, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url(hub, path)))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String target() {
    return "127.0.0.1:" + pages.getAddress().getPort();
  }

  private static String url(SondeProcess hub, String path) {
    return "http://127.0.0.1:" + hub.port() + path;
  }

  /// How many scrapes brought nothing.
  private static long givenUp(SondeProcess hub) throws IOException, InterruptedException {
    return stored(hub, "up").values().stream().filter(up -> up == 0).count();
  }

  /// What Prometheus itself has.
  private static SortedMap<Long, Double> kept(Prometheus in)
      throws IOException, InterruptedException {
    var all = new TreeMap<Long, Double>();
    in.samples("hits_total")
        .values()
        .forEach(series -> series.forEach((time, values) -> all.put(time, values.getFirst())));
    return all;
  }

  static SortedMap<Long, Double> stored(SondeProcess hub, String name)
      throws IOException, InterruptedException {
    String match = URLEncoder.encode(name, StandardCharsets.UTF_8);
    var all = new TreeMap<Long, Double>();
    for (Json series :
        Json.of(hub.ask("/api/v1/range?match=" + match + "&from=-5m").text())
            .at("series")
            .elements()) {
      for (Json pair : series.at("samples").elements()) {
        if (pair.elements().get(1).value() instanceof Number) {
          all.put((long) pair.elements().getFirst().number(), pair.elements().get(1).number());
        }
      }
    }
    return all;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body =
          ("# TYPE hits_total counter\nhits_total " + asked.incrementAndGet() + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
