package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.OpenMetricsValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// node_exporter, VictoriaMetrics and Prometheus are scraped by Sonde and by a real Prometheus.
/// Both have the same series; the same values, where both read a copy of one page; the same types.
final class ScrapeRealIT {
  private static final String TEXT = "text/plain;version=0.0.4";
  private static final String OPEN = "application/openmetrics-text;version=1.0.0";

  /// What differs from scrape to scrape.
  private static final Set<String> MOVING =
      Set.of("scrape_duration_seconds", "scrape_series_added");

  /// Names that end so are shown as untyped when they are none of a histogram.
  private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

  private static final int JOBS = 6;
  private static final int MANY = 3000;

  @TempDir private Path folder;
  private Peer node;
  private VictoriaMetrics victoria;
  private Prometheus store;
  private CapturedPages pages;
  private Prometheus judge;
  private int nodePort;

  @BeforeEach
  void start() throws Exception {
    nodePort = Ports.free();
    node =
        Peer.start(
            folder.resolve("node"),
            List.of(
                Peers.program("node-exporter").toString(),
                "--web.listen-address=127.0.0.1:" + nodePort));
    victoria = new VictoriaMetrics(folder.resolve("victoria"), "-metrics.exposeMetadata");
    store = new Prometheus(folder.resolve("store"));
    pages = new CapturedPages();
    node.await(URI.create("http://127.0.0.1:" + nodePort + "/metrics"), _ -> true);
    victoria.ready();
    store.ready();
    capture();
    judge = Prometheus.scraping(folder.resolve("judge"), configuration());
    judge.ready();
  }

  @AfterEach
  void end() {
    judge.close();
    pages.close();
    store.close();
    victoria.close();
    node.close();
  }

  @Test
  void realPages_areReadAsPrometheusReadsThem() throws Exception {
    try (var sonde = Launch.in(folder).file(sonde()).start()) {
      sonde.await(() -> newest(judge), all -> all.count("up") == JOBS);
      sonde.await(() -> newest(judge).difference(newest(store)), String::isEmpty);
      assertThat(newest(judge).values()).hasSizeGreaterThan(MANY);
      sonde.await(() -> otherTypes(sonde), Set::isEmpty);
      isReadable(sonde);
    }
  }

  private void capture() throws IOException, InterruptedException {
    pages.capture("/node", nodePort, TEXT);
    pages.capture("/victoria", victoria.port(), TEXT);
    pages.capture("/prometheus", store.port(), TEXT);
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        "global: {scrape_interval: 3s}\nscrape_configs:\n"
            + job("real-node", "127.0.0.1:" + nodePort, "/metrics")
            + job("real-victoria", "127.0.0.1:" + victoria.port(), "/metrics")
            + job("real-prometheus", "127.0.0.1:" + store.port(), "/metrics")
            + job("node", pages.address(), "/node")
            + job("victoria", pages.address(), "/victoria")
            + job("prometheus", pages.address(), "/prometheus"));
  }

  private static String job(String name, String address, String path) {
    return "  - {job_name: %s, metrics_path: %s, static_configs: [{targets: [\"%s\"]}]}\n"
        .formatted(name, path, address);
  }

  private String sonde() {
    return """
    hostname: ""
    interval: 1s
    timeout: 1m
    collectors:
      host: {enabled: false}
      scrape: {live: true, config_files: [prometheus.yml]}
    shippers:
      - type: prometheus_remote_write
        url: "%s"
        batch: {linger: 100ms}
        processors: [drop: {name: "sonde_*"}]
    """
        .formatted(store.writeUrl());
  }

  private static Newest newest(Store of) throws IOException, InterruptedException {
    return Newest.of(of, ScrapeRealIT::isMoving);
  }

  private static boolean isMoving(Map<String, String> labels) {
    var name = labels.getOrDefault("__name__", "");
    boolean live = labels.getOrDefault("job", "").startsWith("real-") && !name.equals("up");
    return live || MOVING.contains(name);
  }

  /// Families whose type on Sonde's own page is none that Prometheus has read.
  private Set<String> otherTypes(SondeProcess sonde) throws IOException, InterruptedException {
    var shown = shown(sonde.ask("/metrics/prometheus").text());
    var wrong = new TreeSet<String>();
    wanted()
        .forEach((name, types) -> {
          var type = shown.get(name);
          if (type == null || !types.contains(type)) {
            wrong.add(name + " is " + type + ", not " + types);
          }
        });
    for (var type : List.of("histogram", "summary", "counter", "gauge")) {
      if (!shown.containsValue(type)) {
        wrong.add("no " + type + " is shown");
      }
    }
    return wrong;
  }

  private static Map<String, String> shown(String page) {
    return page.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(words -> words[2], words -> words[3]));
  }

  /// By name as in Prometheus' text: the types that pages give it.
  private Map<String, Set<String>> wanted() throws IOException, InterruptedException {
    var names =
        newest(judge).values().keySet().stream()
            .map(labels -> labels.get("__name__"))
            .collect(Collectors.toSet());
    var wanted = new HashMap<String, Set<String>>();
    try (var answers = new StoreAnswers(judge.port())) {
      var all = Json.of(answers.ask("/api/v1/targets/metadata", "limit", "100000"));
      for (var each : all.at("data").elements()) {
        var type = each.at("type").text();
        var name = name(each.at("metric").text(), type, names);
        if (!name.isEmpty()) {
          wanted.computeIfAbsent(name, _ -> new TreeSet<>()).add(word(name, type));
        }
      }
    }
    return wanted;
  }

  /// OpenMetrics names a counter without its end; empty when a family has no samples.
  private static String name(String family, String type, Set<String> samples) {
    for (var end : List.of("_total", "_info")) {
      if (!samples.contains(family) && samples.contains(family + end)) {
        return family + end;
      }
    }
    boolean hasParts =
        Set.of("histogram", "summary").contains(type)
            && PARTS.stream().anyMatch(part -> samples.contains(family + part));
    return hasParts || samples.contains(family) ? family : "";
  }

  private static String word(String name, String type) {
    return switch (type) {
      case "unknown" -> "untyped";
      case "info", "stateset" -> "gauge";
      case "gauge", "counter" -> PARTS.stream().anyMatch(name::endsWith) ? "untyped" : type;
      default -> type;
    };
  }

  /// promtool says 3 when it dislikes a name of somebody's, 1 when it can't read the page.
  private void isReadable(SondeProcess sonde) throws IOException, InterruptedException {
    var page = Files.write(folder.resolve("page"), sonde.ask("/metrics/prometheus").body());
    var check =
        new ProcessBuilder(Peers.program("promtool").toString(), "check", "metrics")
            .redirectErrorStream(true)
            .redirectInput(page.toFile())
            .start();
    var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isIn(0, 3);
    // A scrape that is given up is not on the page.
    sonde.await(
        () -> OpenMetricsValidator.validate(sonde.ask("/metrics", "Accept", OPEN).text()).size(),
        size -> size > MANY);
  }
}
