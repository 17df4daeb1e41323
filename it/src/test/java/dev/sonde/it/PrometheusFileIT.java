package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One `prometheus.yml`, read by a real Prometheus and by Sonde: both scrape the same applications,
/// and have the same series with the same values.
final class PrometheusFileIT {
  /// What differs from scrape to scrape.
  private static final Set<String> MOVING =
      Set.of("scrape_duration_seconds", "scrape_series_added");

  private static final int UP = 14;
  private static final int MANY = 150;

  @TempDir private Path folder;
  private TextServer first;
  private TextServer second;
  private Prometheus judge;
  private Prometheus store;

  @BeforeEach
  void start() throws Exception {
    String page = text("page.txt");
    first =
        new TextServer(
            Map.of(
                "/metrics", page,
                "/other?module=a&module=b", text("other.txt"),
                "/probe?target=shop", text("other.txt")));
    second = new TextServer(Map.of("/metrics", page, "/timed", text("timed.txt")));
    configure();
    judge = Prometheus.scraping(folder.resolve("judge"), folder.resolve("etc/prometheus.yml"));
    store = new Prometheus(folder.resolve("store"));
    judge.ready();
    store.ready();
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
    judge.close();
    store.close();
  }

  @Test
  void file_givesTheSameSeries() throws Exception {
    try (var sonde = Launch.in(folder).file(sonde()).start()) {
      assertThat(sonde.log()).contains("global.external_labels is not used");
      sonde.await(() -> newest(judge), all -> all.count("up") == UP);
      sonde.await(() -> newest(judge).difference(newest(store)), String::isEmpty);
      assertThat(newest(judge).values()).hasSizeGreaterThan(MANY);
    }
  }

  private static Newest newest(Store of) throws IOException, InterruptedException {
    return Newest.of(of, labels -> MOVING.contains(labels.get("__name__")));
  }

  private String sonde() {
    return """
    hostname: ""
    collectors:
      host: {enabled: false}
      scrape: {config_files: [etc/prometheus.yml]}
    shippers:
      - type: prometheus_remote_write
        url: "%s"
        batch: {linger: 100ms}
        processors: [drop: {name: "sonde_*"}]
    """
        .formatted(store.writeUrl());
  }

  private void configure() throws IOException {
    Files.createDirectories(folder.resolve("etc/targets"));
    for (String name : List.of("prometheus.yml", "more.yml", "targets/a.json", "targets/b.yml")) {
      Files.writeString(folder.resolve("etc").resolve(name), filled(text(name)));
    }
  }

  private String filled(String text) {
    return text.replace("FIRST", first.address()).replace("SECOND", second.address());
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PrometheusFileIT.class.getResourceAsStream("prometheusfile/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
