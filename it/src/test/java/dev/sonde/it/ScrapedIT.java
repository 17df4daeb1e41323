package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.OpenMetricsValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs read the pages of the running one, and `/proc` says the same.
final class ScrapedIT {
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  @TempDir private Path folder;
  private SondeProcess sonde;

  @BeforeEach
  void start() throws Exception {
    sonde = Launch.in(folder).set("interval=500ms").set("timeout=1m").start();
    sonde.await(sonde::page, page -> page.at("system_cpu_usage_total_percent") >= 0);
  }

  @AfterEach
  void end() {
    sonde.close();
  }

  @Test
  void prometheus_readsBothFormatsWithTypes() throws Exception {
    int port = Ports.free();
    try (var prometheus = Peer.start(folder.resolve("peer"), prometheus(port))) {
      var api = "http://127.0.0.1:" + port + "/api/v1/";
      for (var job : List.of("open", "text")) {
        var up = await(prometheus, api, "system_memory_total_bytes{job=\"%s\"}".formatted(job));
        assertThat(up).isEqualTo(sonde.page().at("system_memory_total_bytes"));
        await(
            prometheus,
            api,
            "sonde_component_runs_total{component=\"host\",job=\"%s\"}".formatted(job));
      }
      var types = types(prometheus, api);
      assertThat(types)
          .containsEntry("system_memory_total_bytes", "gauge")
          .containsEntry("system_cpu_seconds_total", "counter")
          .containsEntry("system_network_bytes_recv_total", "counter");
    }
  }

  @Test
  void promtool_findsNothingToSay() throws Exception {
    var promtool = Peers.program("promtool").toString();
    var page = Files.write(folder.resolve("page"), sonde.ask("/metrics/prometheus").body());
    var check =
        new ProcessBuilder(promtool, "check", "metrics")
            .redirectErrorStream(true)
            .redirectInput(page.toFile())
            .start();
    var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void openMetricsPage_keepsItsRules() throws Exception {
    var page = sonde.ask("/metrics", "Accept", OPEN_METRICS).text();
    assertThat(OpenMetricsValidator.validate(page)).hasSizeGreaterThan(50);
  }

  /// Of an instant in which nothing came or went.
  @Test
  void gzip_isTheSamePage() throws Exception {
    Set<String> before;
    Answer packed;
    do {
      before = sonde.page().names();
      packed = sonde.ask("/metrics/prometheus", "Accept-Encoding", "gzip");
    } while (!sonde.page().names().equals(before));
    assertThat(packed.header("content-encoding")).isEqualTo("gzip");
    assertThat(packed.header("vary")).containsIgnoringCase("accept-encoding");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      var page = TextPage.of(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
      assertThat(page.names()).isEqualTo(before);
    }
    assertThat(sonde.ask("/metrics/prometheus").header("content-encoding")).isEmpty();
  }

  @Test
  void constants_areThoseOfProc() throws Exception {
    var page = sonde.page();
    var memory = memory();
    assertThat(page.at("system_memory_total_bytes")).isEqualTo(memory.get("MemTotal"));
    assertThat(page.at("system_swap_total_bytes")).isEqualTo(memory.get("SwapTotal"));
    var stat = lines("/proc/stat");
    long cores = stat.stream().filter(line -> line.matches("cpu\\d.*")).count();
    assertThat(page.at("system_cpu_count")).isEqualTo(cores);
    assertThat(page.samples().keySet())
        .filteredOn(name -> name.startsWith("system_cpu_usage_percent{"))
        .hasSize((int) cores);
    assertThat(stat).contains("btime " + (long) page.at("system_boot_time_seconds"));
  }

  @Test
  void memory_addsUpAsDocumentThreeSays() throws Exception {
    var before = memory();
    double runs = sonde.page().count("runs", "host");
    var page = sonde.await(sonde::page, each -> each.count("runs", "host") > runs + 1);
    double total = page.at("system_memory_total_bytes");
    double parts =
        page.at("system_memory_used_bytes")
            + page.at("system_memory_free_bytes")
            + page.at("system_memory_buffers_bytes")
            + page.at("system_memory_cached_bytes");
    assertThat(parts).isEqualTo(total);
    assertThat(page.at("system_memory_usage_percent"))
        .isEqualTo(100 * page.at("system_memory_used_bytes") / total);
    assertThat(page.at("system_memory_available_bytes"))
        .isBetween(0.5 * before.getOrDefault("MemAvailable", 0.0), total);
  }

  @Test
  void counters_lieBetweenTwoReadingsOfProc() throws Exception {
    var before = counters();
    double runs = sonde.page().count("runs", "host");
    var page = sonde.await(sonde::page, each -> each.count("runs", "host") > runs + 1);
    var after = counters();
    assertThat(before).isNotEmpty();
    before.forEach((series, low) -> {
      if (page.samples().containsKey(series) && after.containsKey(series)) {
        assertThat(page.at(series)).as(series).isBetween(low, after.get(series));
      }
    });
    assertThat(before.keySet().stream().filter(page.samples()::containsKey)).hasSizeGreaterThan(8);
  }

  /// Rows of `/proc/net/dev` and `/proc/diskstats`, as series.
  private static Map<String, Double> counters() throws IOException {
    var all = new HashMap<String, Double>();
    for (var line : lines("/proc/net/dev")) {
      var words = line.strip().split("[:\\s]+");
      if (line.contains(":")) {
        var of = "{interface=\"" + words[0] + "\"}";
        all.put("system_network_bytes_recv_total" + of, Double.valueOf(words[1]));
        all.put("system_network_packets_recv_total" + of, Double.valueOf(words[2]));
        all.put("system_network_errors_in_total" + of, Double.valueOf(words[3]));
        all.put("system_network_drop_in_total" + of, Double.valueOf(words[4]));
        all.put("system_network_bytes_sent_total" + of, Double.valueOf(words[9]));
        all.put("system_network_packets_sent_total" + of, Double.valueOf(words[10]));
        all.put("system_network_errors_out_total" + of, Double.valueOf(words[11]));
        all.put("system_network_drop_out_total" + of, Double.valueOf(words[12]));
      }
    }
    for (var line : lines("/proc/diskstats")) {
      var words = line.strip().split("\\s+");
      var of = "{device=\"" + words[2] + "\"}";
      all.put("system_disk_read_count_total" + of, Double.valueOf(words[3]));
      all.put("system_disk_read_bytes_total" + of, 512 * Double.parseDouble(words[5]));
      all.put("system_disk_write_count_total" + of, Double.valueOf(words[7]));
      all.put("system_disk_write_bytes_total" + of, 512 * Double.parseDouble(words[9]));
    }
    return all;
  }

  private static Map<String, Double> memory() throws IOException {
    var all = new TreeMap<String, Double>();
    for (var line : lines("/proc/meminfo")) {
      var words = line.split("[:\\s]+");
      all.put(words[0], 1024 * Double.parseDouble(words[1]));
    }
    return all;
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file));
  }

  private List<String> prometheus(int port) throws IOException, InterruptedException {
    var configuration =
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: open
            static_configs: [{targets: ["127.0.0.1:%1$d"]}]
          - job_name: text
            scrape_protocols: [PrometheusText0.0.4]
            static_configs: [{targets: ["127.0.0.1:%1$d"]}]
        """
            .formatted(sonde.port());
    return List.of(
        Peers.program("prometheus").toString(),
        "--config.file=" + Files.writeString(folder.resolve("prometheus.yml"), configuration),
        "--storage.tsdb.path=" + folder.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port);
  }

  private static double await(Peer prometheus, String api, String query)
      throws IOException, InterruptedException {
    var address =
        URI.create(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    var answer = prometheus.await(address, body -> !result(body).elements().isEmpty());
    return Double.parseDouble(
        result(answer).elements().getFirst().at("value").elements().get(1).text());
  }

  private static Json result(String body) {
    return Json.of(body).at("data").at("result");
  }

  /// In OpenMetrics a counter's family is named without its `_total`.
  private static Map<String, String> types(Peer prometheus, String api)
      throws IOException, InterruptedException {
    var target = URLEncoder.encode("{job=\"text\"}", StandardCharsets.UTF_8);
    var answer =
        prometheus.await(
            URI.create(api + "targets/metadata?match_target=" + target),
            body -> !Json.of(body).at("data").elements().isEmpty());
    var types = new HashMap<String, String>();
    Json.of(answer)
        .at("data")
        .elements()
        .forEach(each -> types.put(each.at("metric").text(), each.at("type").text()));
    return types;
  }
}
