package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Pki.Pair;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `config.json` of metricsd's README, with both its shippers, over mutual TLS.
final class MetricsdConfigIT {
  private static final Set<String> ALWAYS =
      Set.of(
          "system_cpu_usage_percent",
          "system_cpu_usage_total_percent",
          "system_cpu_count",
          "system_memory_total_bytes",
          "system_memory_used_bytes",
          "system_memory_available_bytes",
          "system_memory_usage_percent",
          "system_swap_total_bytes",
          "system_swap_used_bytes",
          "system_swap_usage_percent",
          "system_network_bytes_sent_total",
          "system_network_bytes_recv_total",
          "system_network_packets_sent_total",
          "system_network_packets_recv_total",
          "system_network_errors_in_total",
          "system_network_errors_out_total",
          "system_network_drop_in_total",
          "system_network_drop_out_total");

  /// Where there are disks.
  private static final Set<String> DISKS =
      Set.of(
          "system_disk_total_bytes",
          "system_disk_used_bytes",
          "system_disk_free_bytes",
          "system_disk_usage_percent",
          "system_disk_read_bytes_total",
          "system_disk_write_bytes_total",
          "system_disk_read_count_total",
          "system_disk_write_count_total");

  /// What the endpoint's page gives: its numbers, each a gauge.
  private static final Map<String, Double> ENDPOINT =
      Map.of("app_requests", 12.0, "app_load", 0.25);

  private static final Reaction NUMBERS =
      new Reaction.Answer(
          200,
          Map.of("Content-Type", "application/json"),
          "{\"requests\": 12, \"load\": 0.25, \"name\": \"a\", \"in\": {\"it\": 1}, \"on\": true}");

  private static final String STRING = "\"[^\"\\\\]*\"";

  /// As Go writes them: no trailing zeros, an exponent only when it is far from 1.
  private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d*[1-9])?(e[+-]\\d{2,3})?";

  /// One of another second than its body says so: the one thing that metricsd does not.
  private static final String METRIC =
      "\\{\"name\":%1$s,\"value\":%2$s,\"type\":\"(gauge|counter)\",\"labels\":\\{(%1$s:%1$s(,%1$s:%1$s)*)?\\}%3$s\\}"
          .formatted(STRING, NUMBER, "(,\"timestamp\":\\d{10})?");

  private static final Pattern BODY =
      Pattern.compile(
          "\\{\"timestamp\":\\d{10},\"metrics\":\\[(%1$s(,%1$s)*)\\]\\}\\n?".formatted(METRIC));

  private static final Map<String, Set<String>> LABELS =
      Map.of(
          "system_cpu_usage_percent", Set.of("core"),
          "system_disk_total_bytes", Set.of("device", "fstype", "mountpoint"),
          "system_disk_read_bytes_total", Set.of("device"),
          "system_network_bytes_sent_total", Set.of("interface"));

  @TempDir private Path folder;

  @Test
  void httpJson_isSentToTheLetter() throws Exception {
    try (var receiver = new FaultyPeer();
        var application = new FaultyPeer().always(NUMBERS);
        var nginx = new Nginx(folder.resolve("nginx"), receiver.url(""))) {
      long begin = Instant.now().getEpochSecond();
      try (var sonde = start(nginx, application, "http_json", "metrics")) {
        var _ = sonde.await(() -> receiver.accepted().size(), size -> size >= 3);
        sonde.await(() -> endpoint(receiver), ENDPOINT::equals);
        sonde.await(() -> names(receiver.accepted()), names -> names.containsAll(ALWAYS));
        sonde.await(receiver::accepted, all -> all.stream().anyMatch(MetricsdConfigIT::isOfOneRun));
        onPage(sonde);
        sonde.signal("TERM");
        assertThat(sonde.awaitEnd().code()).isZero();
      }
      for (var each : receiver.accepted()) {
        toTheLetter(each, begin);
      }
      assertThat(names(receiver.accepted()))
          .containsAll(ALWAYS)
          .allMatch(MetricsdConfigIT::isWanted);
      verified(nginx, "/api/v1/metrics");
    }
  }

  @Test
  void remoteWrite_arrivesAsMeasured() throws Exception {
    try (var prometheus = new Prometheus(folder.resolve("prometheus")).ready();
        var application = new FaultyPeer().always(NUMBERS);
        var nginx = new Nginx(folder.resolve("nginx"), "http://127.0.0.1:" + prometheus.port())) {
      TextPage page;
      try (var sonde = start(nginx, application, "prometheus_remote_write", "write")) {
        sonde.await(() -> endpoint(prometheus), ENDPOINT::equals);
        sonde.await(
            () -> prometheus.samples("system_cpu_count"),
            each -> each.values().stream().anyMatch(samples -> samples.size() > 3));
        page = sonde.page();
        sonde.signal("TERM");
        assertThat(sonde.awaitEnd().code()).isZero();
      }
      var stored = prometheus.samples("{__name__=~\".+\"}");
      assertThat(stored.keySet().stream().map(each -> each.get("__name__")))
          .containsAll(ALWAYS)
          .allMatch(MetricsdConfigIT::isWanted);
      for (var each : stored.entrySet()) {
        var series = line(each.getKey());
        assertThat(page.samples()).containsKey(series);
        assertThat(each.getValue().values()).as(series).contains(List.of(page.at(series)));
      }
      verified(nginx, "/api/v1/write");
    }
  }

  @Test
  void remoteWrite_arrivesAtVictoriaMetrics() throws Exception {
    try (var victoria = new VictoriaMetrics(folder.resolve("victoria")).ready();
        var application = new FaultyPeer().always(NUMBERS);
        var nginx = new Nginx(folder.resolve("nginx"), "http://127.0.0.1:" + victoria.port());
        var sonde = start(nginx, application, "prometheus_remote_write", "write")) {
      sonde.await(() -> endpoint(victoria), ENDPOINT::equals);
      onPage(sonde);
      assertThat(
              victoria.samples("{__name__!=\"\"}").keySet().stream()
                  .map(each -> each.get("__name__")))
          .allMatch(MetricsdConfigIT::isWanted);
    }
  }

  /// A run that went by itself.
  private static boolean isOfOneRun(Received request) {
    return request.text().lastIndexOf("\"timestamp\"") < 2;
  }

  private static boolean isWanted(String name) {
    return ALWAYS.contains(name) || DISKS.contains(name) || ENDPOINT.containsKey(name);
  }

  /// What arrived of the endpoint, by name: the label says which endpoint, and there is no other.
  private static Map<String, Double> endpoint(Store store)
      throws IOException, InterruptedException {
    var found = new HashMap<String, Double>();
    store
        .samples("{__name__=~\"app_.*\"}")
        .forEach((labels, samples) -> {
          var name = labels.get("__name__");
          assertThat(labels).isEqualTo(Map.of("__name__", name, "endpoint", "app1"));
          found.put(name, samples.lastEntry().getValue().getFirst());
        });
    return found;
  }

  private static Map<String, Double> endpoint(FaultyPeer receiver) {
    var found = new HashMap<String, Double>();
    for (var request : receiver.accepted()) {
      for (var metric : Json.of(request.text()).at("metrics").elements()) {
        if (metric.at("name").text().startsWith("app_")) {
          var labels = StoreAnswers.labels(metric.at("labels"));
          assertThat(labels).isEqualTo(Map.of("endpoint", "app1"));
          found.put(metric.at("name").text(), metric.at("value").number());
        }
      }
    }
    return found;
  }

  private static void onPage(SondeProcess sonde) throws IOException, InterruptedException {
    var text =
        sonde.await(
            () -> sonde.ask("/metrics", "Accept", "text/plain;version=0.0.4").text(),
            each -> each.contains("app_requests{endpoint=\"app1\"} 12\n"));
    var page = TextPage.of(text);
    assertThat(page.at("app_load{endpoint=\"app1\"}")).isEqualTo(0.25);
    assertThat(text).doesNotContain("exported_endpoint");
    assertThat(page.names()).noneMatch(each -> each.equals("up") || each.startsWith("scrape_"));
  }

  private SondeProcess start(Nginx nginx, FaultyPeer application, String type, String path)
      throws IOException, InterruptedException {
    var pki = new Pki(folder.resolve("pki"));
    var ca = pki.authority("ca");
    var client = pki.rsa("client", ca, "");
    int port = nginx.port();
    nginx
        .server(
            port,
            pki.rsa("server", ca, "DNS:collector.example.com"),
            List.of(
                "ssl_protocols TLSv1.2 TLSv1.3",
                "ssl_verify_client on",
                "ssl_client_certificate " + ca.certificate()))
        .start();
    int own = Ports.free();
    var to = "https://localhost:" + port + "/api/v1/" + path;
    Files.writeString(
        folder.resolve("config.json"),
        readme(own, type, to, client, ca, application.url("/metrics")));
    // Of the README, too; a minute is long for a test.
    var launch =
        Launch.in(folder)
            .words("run", "-config", "config.json")
            .environment("MC_COLLECTOR_INTERVAL", "2");
    return launch.spawn().at(own);
  }

  /// As it stands there; only addresses and paths are other ones.
  private static String readme(
      int own, String type, String to, Pair client, Pair ca, String endpoint) {
    return """
    {
      "server": {
        "host": "127.0.0.1",
        "port": %d
      },
      "collector": {
        "interval_seconds": 60,
        "enable_cpu": true,
        "enable_memory": true,
        "enable_disk": true,
        "enable_network": true,
        "enable_gpu": false
      },
      "shipper": {
        "type": "%s",
        "endpoint": "%s",
        "timeout": 30000000000,
        "tls": {
          "enabled": true,
          "cert_file": "%s",
          "key_file": "%s",
          "ca_file": "%s",
          "insecure_skip_verify": false,
          "server_name": "collector.example.com",
          "min_version": "TLS1.2",
          "max_version": "TLS1.3",
          "cipher_suites": [
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
          ],
          "session_tickets": true
        }
      },
      "endpoints": [
        {
          "name": "app1",
          "url": "%s"
        }
      ]
    }
    """
        .formatted(own, type, to, client.certificate(), client.key(), ca.certificate(), endpoint);
  }

  private static void toTheLetter(Received request, long begin) {
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThat(request.text()).matches(BODY);
    var body = Json.of(request.text());
    assertThat((long) body.at("timestamp").number())
        .isBetween(begin - 1, Instant.now().getEpochSecond());
    for (var metric : body.at("metrics").elements()) {
      var name = metric.at("name").text();
      var labels = List.copyOf(StoreAnswers.labels(metric.at("labels")).keySet());
      assertThat(metric.at("type").text())
          .as(name)
          .isEqualTo(name.endsWith("_total") ? "counter" : "gauge");
      if (LABELS.containsKey(name)) {
        assertThat(Set.copyOf(labels)).as(name).isEqualTo(LABELS.get(name));
      }
      assertThat(labels).as(name).isSorted();
    }
  }

  private static Set<String> names(List<Received> requests) {
    return requests.stream().flatMap(each -> names(each).stream()).collect(Collectors.toSet());
  }

  private static Set<String> names(Received request) {
    var names = new HashSet<String>();
    Json.of(request.text())
        .at("metrics")
        .elements()
        .forEach(each -> names.add(each.at("name").text()));
    return new TreeSet<>(names);
  }

  /// As the series stands on a page.
  private static String line(Map<String, String> labels) {
    var text =
        labels.entrySet().stream()
            .filter(each -> !each.getKey().equals("__name__"))
            .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
            .collect(Collectors.joining(","));
    return labels.get("__name__") + (text.isEmpty() ? "" : "{" + text + "}");
  }

  private static void verified(Nginx nginx, String path) {
    assertThat(nginx.requests(path))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.clientVerify()).isEqualTo("SUCCESS");
          assertThat(each.serverName()).isEqualTo("collector.example.com");
          assertThat(each.protocol()).isEqualTo("TLSv1.3");
          assertThat(each.status() / 100).isEqualTo(2);
        });
  }
}
