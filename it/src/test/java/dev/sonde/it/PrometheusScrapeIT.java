package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.wire.Format;
import dev.sonde.wire.GeneratedPages;
import dev.sonde.wire.TestPage;
import dev.sonde.wire.TinyJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes pages in both text formats and gives back what was on them.
final class PrometheusScrapeIT {
  private static final Map<String, String> CANONICAL =
      Map.of("0", "0.0", "1", "1.0", "10", "10.0", "100000000", "1e+08");

  private static final int HOSTILE_PAGES = 200;
  private static final String[] HOSTILE_TARGETS =
      IntStream.rangeClosed(1, 100).mapToObj("{n: \"%d\"}"::formatted).toArray(String[]::new);

  private record Metadata(String type, String unit, String help) {}

  @TempDir private Path folder;
  private int port;

  @Test
  void page_isScrapedWholeInBothFormats() throws Exception {
    var page = GeneratedPages.sound(2);
    try (var server = new PageServer(() -> page);
        var prometheus = scraping(server)) {
      for (var job : List.of("open", "text")) {
        assertThat(samples(prometheus, job, page.size())).as(job).isEqualTo(expected(page));
      }
      assertThat(server.served()).isEqualTo(Set.of(Format.OPENMETRICS_1_0, Format.TEXT_0_0_4));
    }
  }

  @Test
  void metadata_isUnderstoodInBothFormats() throws Exception {
    var page = GeneratedPages.sound(2);
    try (var server = new PageServer(() -> page);
        var prometheus = scraping(server)) {
      // A page is read line by line: its metadata is whole when its samples are there.
      for (var job : List.of("open", "text")) {
        assertThat(samples(prometheus, job, page.size())).hasSize(page.size());
      }
      for (var family : page.families()) {
        var open = metadata(prometheus, "open", openName(family));
        assertThat(open).isEqualTo(new Metadata(openWord(family), openUnit(family), family.help()));
        var text = metadata(prometheus, "text", family.name());
        assertThat(text).isEqualTo(new Metadata(textWord(family), "", family.help()));
      }
    }
  }

  @Test
  void hostilePages_areNeverRefused() throws Exception {
    var seed = new AtomicInteger();
    try (var server = new PageServer(() -> GeneratedPages.hostile(seed.incrementAndGet()));
        var prometheus = scraping(server, "30s", HOSTILE_TARGETS)) {
      prometheus.await(address("targets"), _ -> seed.get() > HOSTILE_PAGES);
      var worst = URLEncoder.encode("min(min_over_time(up[1h]))", StandardCharsets.UTF_8);
      var answer =
          prometheus.await(address("query?query=" + worst), body -> !results(body).isEmpty());
      assertThat(list(member(results(answer).getFirst(), "value")).get(1)).isEqualTo("1");
    }
  }

  private Peer scraping(PageServer server) throws IOException, InterruptedException {
    return scraping(server, "1s", "{}");
  }

  /// A short interval is a short time-out, too: many pages come from many targets.
  ///
  /// @param labels what tells targets of one address apart
  private Peer scraping(PageServer server, String interval, String... labels)
      throws IOException, InterruptedException {
    var program = Peers.program("prometheus").toString();
    port = Ports.free();
    return Peer.start(
        folder.resolve("log"),
        List.of(
            program,
            "--config.file=" + configuration(server.port(), interval, labels),
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  private Path configuration(int port, String interval, String... labels) throws IOException {
    var targets =
        Arrays.stream(labels)
            .map(each -> "{targets: [\"127.0.0.1:%d\"], labels: %s}".formatted(port, each))
            .collect(Collectors.joining(", "));
    var configuration =
        """
        global: {scrape_interval: %1$s}
        scrape_configs:
          - job_name: open
            static_configs: [%2$s]
          - job_name: text
            scrape_protocols: [PrometheusText0.0.4]
            static_configs: [%2$s]
        """
            .formatted(interval, targets);
    return Files.writeString(folder.resolve("prometheus.yml"), configuration);
  }

  private Map<String, Double> samples(Peer prometheus, String job, int count)
      throws IOException, InterruptedException {
    var query = "{job=\"%s\",__name__!~\"up|scrape_.*\"}".formatted(job);
    var address = address("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    var answer = prometheus.await(address, body -> results(body).size() >= count);
    var samples = new HashMap<String, Double>();
    for (var result : results(answer)) {
      var labels = new TreeMap<>(strings(member(result, "metric")));
      labels.keySet().removeAll(Set.of("job", "instance"));
      samples.put(labels.toString(), number((String) list(member(result, "value")).get(1)));
    }
    return samples;
  }

  private static Map<String, Double> expected(TestPage page) {
    var samples = new HashMap<String, Double>();
    for (var row : page.rows()) {
      var labels = row.series().labels().map();
      labels.put("__name__", row.series().name());
      labels.computeIfPresent("le", (_, text) -> CANONICAL.getOrDefault(text, text));
      labels.computeIfPresent("quantile", (_, text) -> CANONICAL.getOrDefault(text, text));
      samples.put(labels.toString(), row.value());
    }
    return samples;
  }

  private Metadata metadata(Peer prometheus, String job, String family)
      throws IOException, InterruptedException {
    var target = URLEncoder.encode("{job=\"" + job + "\"}", StandardCharsets.UTF_8);
    var address = address("targets/metadata?match_target=" + target + "&metric=" + family);
    var answer = prometheus.await(address, body -> !list(data(body)).isEmpty());
    var fields = strings(list(data(answer)).getFirst());
    return new Metadata(
        fields.getOrDefault("type", ""),
        fields.getOrDefault("unit", ""),
        fields.getOrDefault("help", ""));
  }

  private static String openName(Family family) {
    return switch (family.kind()) {
      case COUNTER, INFO -> family.name().replaceAll("_(total|info)$", "");
      case UNKNOWN, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET -> family.name();
    };
  }

  private static String openWord(Family family) {
    return family.kind().name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String openUnit(Family family) {
    return switch (family.kind()) {
      case INFO, STATE_SET -> "";
      case UNKNOWN, GAUGE, COUNTER, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> family.unit();
    };
  }

  private static String textWord(Family family) {
    return switch (family.kind()) {
      case GAUGE_HISTOGRAM -> "histogram";
      case INFO, STATE_SET -> "gauge";
      case UNKNOWN, GAUGE, COUNTER, HISTOGRAM, SUMMARY -> openWord(family);
    };
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
  }

  private static List<?> results(String body) {
    return list(member(data(body), "result"));
  }

  private static @Nullable Object data(String body) {
    return member(new TinyJson(body).read(), "data");
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<String, String> strings(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .collect(Collectors.toMap(e -> "" + e.getKey(), e -> "" + e.getValue()))
        : Map.of();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }
}
