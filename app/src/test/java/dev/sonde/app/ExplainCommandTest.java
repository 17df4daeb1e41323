package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void configuration() throws IOException {
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        hostname: web-1
        labels: {env: prod}
        processors:
          - relabel: {source_labels: [__name__], regex: "go_.*", action: drop}
          - relabel: {source_labels: [place], regex: "([^:]+):.*", target_label: place}
        shippers:
          - name: archive
            type: file
            path: archive.jsonl
            processors:
              - keep: {name: "http_*"}
          - name: rest
            type: file
            path: rest.jsonl
          - {name: idle, type: file, path: idle.jsonl, enabled: false}
        """);
  }

  @Test
  void series_isFollowedToEveryShipper() {
    assertThat(explain(ExitCode.OK, "http_requests_total{place=\"a:80\"}"))
        .isEqualTo(
            """
            pipeline: http_requests_total{place="a:80"}
              labels: becomes http_requests_total{env="prod",place="a:80"}
              processors[0] relabel: kept as it is
                rule 1: drop: "http_requests_total" does not match go_.*, kept
              processors[1] relabel: becomes http_requests_total{env="prod",place="a"}
                rule 1: replace: set place="a" (regex matched "a:80")
              goes to the journal as http_requests_total{env="prod",place="a"}
            shipper archive: http_requests_total{env="prod",place="a"}
              host: becomes http_requests_total{env="prod",host="web-1",place="a"}
              processors[0] keep: kept as it is
              is sent as http_requests_total{env="prod",host="web-1",place="a"}
            shipper rest: http_requests_total{env="prod",place="a"}
              host: becomes http_requests_total{env="prod",host="web-1",place="a"}
              is sent as http_requests_total{env="prod",host="web-1",place="a"}
            store: http_requests_total{env="prod",place="a"}
              host: becomes http_requests_total{env="prod",host="web-1",place="a"}
              is kept as http_requests_total{env="prod",host="web-1",place="a"}
            """);
  }

  @Test
  void series_isLeftOutByOneShipper() {
    assertThat(explain(ExitCode.OK, "up"))
        .contains("processors[0] keep: left out, counted under the reason keep\nshipper rest");
  }

  @Test
  void series_isLeftOutForAll() {
    assertThat(explain(ExitCode.OK, "go_gc"))
        .endsWith(
            """
              processors[0] relabel: left out, counted under the reason relabel
                rule 1: drop: "go_gc" matches go_.*, dropped
            """);
  }

  @Test
  void seriesOfAJob_goesThroughItsRulesFirst() throws IOException {
    scraping();
    assertThat(explain(ExitCode.OK, "hits{job=\"node\",path=\"/a\"}"))
        .isEqualTo(
            """
            job node: hits{job="node",path="/a"}
              metric_relabel: becomes hits{job="node"}
                rule 1: drop: "hits" does not match go_.*, kept
                rule 2: labeldrop: removed path (names that match path)
            pipeline: hits{job="node"}
              goes to the journal as hits{job="node"}
            """);
    assertThat(explain(ExitCode.OK, "go_gc{job=\"node\"}"))
        .endsWith(
            """
              metric_relabel: left out, counted under the reason metric_relabel
                rule 1: drop: "go_gc" matches go_.*, dropped
            """);
  }

  @Test
  void lineOfAPage_getsTheLabelsOfItsTarget() throws IOException {
    scraping();
    assertThat(explain(ExitCode.OK, "x{job=\"own\"}", "--job", "node"))
        .startsWith(
            """
            job node, a line of web1:9100: x{job="own"}
              target labels: becomes x{exported_job="own",instance="web1",job="node"}
                honor_labels is false: the page's job is kept as exported_job, the target's stands
            """);
    assertThat(explain(ExitCode.USAGE, "x", "--job", "nod")).contains("there are node");
  }

  @Test
  void whatIsSaidOfAScrape_neverMeetsMetricRelabel() throws IOException {
    scraping("{regex: .*, action: drop}");
    assertThat(explain(ExitCode.OK, "up{job=\"node\"}"))
        .isEqualTo(
            """
            job node: up{job="node"}
              metric_relabel: not asked; what Sonde says of each scrape never meets it
            pipeline: up{job="node"}
              goes to the journal as up{job="node"}
            """);
    assertThat(explain(ExitCode.OK, "scrape_series_added", "--job", "node"))
        .endsWith(
            """
              target labels: becomes scrape_series_added{instance="web1",job="node"}
              metric_relabel: not asked; what Sonde says of each scrape never meets it
            pipeline: scrape_series_added{instance="web1",job="node"}
              goes to the journal as scrape_series_added{instance="web1",job="node"}
            """);
    assertThat(explain(ExitCode.OK, "hits", "--job", "node")).contains("metric_relabel: left out");
  }

  @Test
  void addressThatIsNotWritten_isToldToLackTheLabelsOfADiscovery() throws IOException {
    scraping();
    assertThat(explain(ExitCode.OK, "--target", "web2:9100"))
        .contains("web2:9100 is not a written target of this job")
        .contains("(__meta_…) are not known here")
        .contains("/api/v1/targets under discoveredLabels")
        .contains("--target '{__address__=\"web2:9100\",__meta_…");
    assertThat(explain(ExitCode.OK, "--target", "web1:9100")).doesNotContain("__meta_");
    assertThat(explain(ExitCode.OK, "--target", "{__address__=\"web2:9100\"}"))
        .doesNotContain("__meta_");
  }

  @Test
  void target_goesThroughEachRule() throws IOException {
    scraping();
    assertThat(explain(ExitCode.OK, "--target", "web1:9100"))
        .startsWith("job node: {__address__=\"web1:9100\",")
        .endsWith(
            """
              rule 1: replace: set instance="web1" (regex matched "web1:9100")
              is scraped at http://web1:9100/metrics
              its series get {instance="web1",job="node"}
            """);
    assertThat(explain(ExitCode.OK, "--target", "{__meta_x=\"1\"}", "--job", "node"))
        .endsWith("  can't be scraped: it has no address (__address__)\n");
    assertThat(explain(ExitCode.USAGE, "up", "--target", "a")).contains("not both");
  }

  @Test
  void target_isOneShards() throws IOException {
    scraping();
    assertThat(shard("0") + shard("1"))
        .containsOnlyOnce("is scraped at http://web1:9100/metrics")
        .containsOnlyOnce("is scraped by another Sonde, as shard says");
  }

  private String shard(String index) {
    String shard = "collectors.scrape.shard.";
    return explain(
        ExitCode.OK,
        "--target",
        "web1:9100",
        "--set",
        shard + "of=2",
        "--set",
        shard + "index=" + index);
  }

  private void scraping() throws IOException {
    scraping("{source_labels: [__name__], regex: \"go_.*\", action: drop}");
  }

  private void scraping(String rule) throws IOException {
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        store: {type: none}
        collectors:
          scrape:
            jobs:
              - job_name: node
                static_configs: [{targets: ["web1:9100"]}]
                relabel_configs:
                  - {source_labels: [__address__], regex: "(.*):.*", target_label: instance}
                metric_relabel_configs:
                  - %s
                  - {regex: path, action: labeldrop}
        """
            .formatted(rule));
  }

  @Test
  void nothingAskedFor_isAMistake() {
    assertThat(explain(ExitCode.USAGE)).contains("explain needs a series");
    assertThat(explain(ExitCode.USAGE, "up", "down")).contains("one word too many");
    assertThat(explain(ExitCode.USAGE, "up{")).contains("ends too early; write it as ");
  }

  @Test
  void badConfiguration_isTold() throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), "processors: [{relabel: {action: hashmod}}]");
    assertThat(explain(78, "up"))
        .contains("processors[0].relabel.target_label: is missing; write the label")
        .contains("processors[0].relabel.modulus: is missing");
    for (String one :
        List.of(
            "action: hashmod, target_label: a, modulus: -1", "action: frobnicate", "action: 7")) {
      Files.writeString(folder.resolve("sonde.yaml"), "processors: [{relabel: {" + one + "}}]");
      assertThat(explain(78, "up")).contains("1 mistake\n").doesNotContain("missing");
    }
  }

  private String explain(int code, String... series) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(Map.of(), folder, print, print, () -> {});
    List<String> words = new ArrayList<>(List.of("explain"));
    words.addAll(List.of(series));
    int ended = new CommandLine(shell, new ManualTime("2026-01-02T00:00:00Z")).execute(words);
    print.flush();
    assertThat(ended).isEqualTo(code);
    return out.toString(StandardCharsets.UTF_8);
  }
}
