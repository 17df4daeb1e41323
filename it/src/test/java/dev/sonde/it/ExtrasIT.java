package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exemplars and native histograms, from a page through the journal to a real Prometheus.
final class ExtrasIT {
  private static final String FEATURES = "--enable-feature=exemplar-storage,native-histograms";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
  private static final String NATIVE = "prometheus_http_request_duration_seconds";
  private static final String PAGE =
      """
      # TYPE call_seconds histogram
      call_seconds_bucket{le="0.1"} 8 # {trace_id="abc"} 0.054 1520879607.7
      call_seconds_bucket{le="+Inf"} 11 # {trace_id="with \\"quotes\\""} 0.67
      call_seconds_count 11
      call_seconds_sum 3.2
      # TYPE calls counter
      calls_total 5 # {span="x"} 1
      # EOF
      """;

  @TempDir private Path folder;
  private CapturedPages pages;

  @BeforeEach
  void start() throws IOException {
    pages = new CapturedPages();
  }

  @AfterEach
  void end() {
    pages.close();
  }

  /// They are seen in the first scrape alone, when nobody takes them yet.
  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void exemplars_waitInTheJournalAndArrive(String protocol) throws Exception {
    pages.put("/metrics", OPEN, PAGE);
    int port = Ports.free();
    var shipper = shipper("late", "http://127.0.0.1:" + port + "/api/v1/write", protocol, false);
    try (var sonde = Launch.in(folder).file(sonde("", shipper)).start()) {
      sonde.await(
          () -> sonde.health().component("late"),
          each -> each.at("consecutive_errors").number() > 2);
      try (var store = Prometheus.at(folder.resolve("store"), port, FEATURES).ready();
          var answers = new StoreAnswers(port)) {
        var found = sonde.await(() -> exemplars(answers), each -> each.size() == 3);
        assertThat(found)
            .containsEntry("call_seconds_bucket 0.1", "{trace_id=abc} 0.054")
            .containsEntry("call_seconds_bucket +Inf", "{trace_id=with \"quotes\"} 0.67")
            .containsEntry("calls_total ", "{span=x} 1");
        assertThat(store.log()).doesNotContain("level=ERROR");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void nativeHistograms_areThoseThatPrometheusReads(String protocol) throws Exception {
    try (var store = new Prometheus(folder.resolve("store"), FEATURES).ready()) {
      pages.capture("/metrics", store.port(), PROTOBUF);
      try (var judge = Prometheus.scraping(folder.resolve("judge"), judging(), FEATURES).ready();
          var expected = new StoreAnswers(judge.port());
          var answers = new StoreAnswers(store.port());
          var sonde =
              Launch.in(folder)
                  .file(
                      sonde(
                          "scrape_native_histograms: true, ",
                          shipper("prometheus", store.writeUrl(), protocol, true)))
                  .start()) {
        var wanted = sonde.await(() -> histograms(expected), each -> !each.isEmpty());
        var found = sonde.await(() -> histograms(answers), each -> each.size() >= wanted.size());
        assertThat(found).isEqualTo(wanted);
        assertThat(answers.query(NATIVE + "_bucket")).isEmpty();
      }
    }
  }

  @Test
  void whoTakesNone_getsClassicBuckets() throws Exception {
    try (var store = new Prometheus(folder.resolve("store")).ready()) {
      pages.capture("/metrics", store.port(), PROTOBUF);
      var plain = shipper("prometheus", store.writeUrl(), "1.0", false);
      try (var answers = new StoreAnswers(store.port());
          var sonde =
              Launch.in(folder).file(sonde("scrape_native_histograms: true, ", plain)).start()) {
        var all = NATIVE + "_bucket{le=\"+Inf\"} - on(handler) " + NATIVE + "_count";
        var found = sonde.await(() -> answers.now(all), each -> !each.isEmpty());
        assertThat(found).allMatch(each -> each == 0);
        assertThat(answers.query(NATIVE)).isEmpty();
      }
    }
  }

  /// Series and bound to labels and value.
  private static Map<String, String> exemplars(StoreAnswers answers)
      throws IOException, InterruptedException {
    var found = new TreeMap<String, String>();
    var asked = "{__name__=~\"call.*\"}";
    for (var series :
        Json.of(answers.ask("/api/v1/query_exemplars", "query", asked)).at("data").elements()) {
      var labels = StoreAnswers.labels(series.at("seriesLabels"));
      for (var each : series.at("exemplars").elements()) {
        found.put(
            labels.get("__name__") + " " + labels.getOrDefault("le", ""),
            StoreAnswers.labels(each.at("labels")) + " " + each.at("value").text());
      }
    }
    return found;
  }

  /// What each has, but for the time.
  private static Map<String, String> histograms(StoreAnswers answers)
      throws IOException, InterruptedException {
    var found = new TreeMap<String, String>();
    for (var each : answers.query(NATIVE)) {
      var labels = StoreAnswers.labels(each.at("metric"));
      found.put(
          String.valueOf(labels.get("handler")),
          String.valueOf(each.at("histogram").elements().get(1).value()));
    }
    return found;
  }

  private Path judging() throws IOException {
    return Files.writeString(
        folder.resolve("judge.yml"),
        "global: {scrape_interval: 1s, scrape_protocols: [PrometheusProto]}\nscrape_configs:\n"
            + "  - {job_name: page, static_configs: [{targets: [\"%s\"]}]}\n"
                .formatted(pages.address()));
  }

  private String sonde(String job, String shipper) {
    return """
    hostname: ""
    interval: 1s
    collectors:
      host: {enabled: false}
      scrape:
        interval: 1s
        jobs: [{job_name: page, %sstatic_configs: [{targets: ["%s"]}]}]
    shippers:
    %s
    """
        .formatted(job, pages.address(), String.join("\n", List.of(shipper)));
  }

  private static String shipper(String name, String url, String protocol, boolean natives) {
    return """
      - type: prometheus_remote_write
        name: %s
        url: "%s"
        protocol: "%s"
        compression: snappy
        native_histograms: %s
        start_at: oldest
        batch: {linger: 100ms}
        retry: {base: 300ms, cap: 1s}
        processors: [drop: {name: "sonde_*"}]
    """
        .formatted(name, url, protocol, natives);
  }
}
