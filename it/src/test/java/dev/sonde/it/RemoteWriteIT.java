package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Remote write into a real Prometheus and a real VictoriaMetrics.
@TestInstance(Lifecycle.PER_CLASS)
final class RemoteWriteIT {
  private static final int RUNS = 6;
  private static final double DIGITS = 1e-11;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String VIA = "via";
  private static final List<String> EXACT = List.of("prometheus-1", "prometheus-2", "prometheus");
  private static final List<String> DECIMAL =
      List.of("victoria-snappy", "victoria-zstd", "victoria");

  private final Path folder;
  private final Prometheus prometheus;
  private final VictoriaMetrics victoria;

  RemoteWriteIT(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    prometheus = new Prometheus(folder.resolve("prometheus"));
    victoria = new VictoriaMetrics(folder.resolve("victoria"));
  }

  @BeforeAll
  void await() throws IOException, InterruptedException {
    prometheus.ready();
    victoria.ready();
  }

  @AfterAll
  void end() {
    prometheus.close();
    victoria.close();
  }

  @Test
  void samples_arriveAsTheyWereMeasured() throws Exception {
    var own = Files.createDirectories(folder.resolve("all"));
    var shippers =
        "  - {type: file, name: lines, format: json, start_at: oldest, path: lines.jsonl}\n"
            + shipper("prometheus-1", prometheus, "protocol: 1.0, compression: snappy")
            + shipper("prometheus-2", prometheus, "protocol: 2.0, compression: snappy")
            + shipper("prometheus", prometheus, "protocol: auto")
            + shipper("victoria-snappy", victoria, "protocol: 1.0, compression: snappy")
            + shipper("victoria-zstd", victoria, "protocol: 1.0, compression: zstd")
            + shipper("victoria", victoria, "compression: auto");
    try (var sonde = Launch.in(own).file(configuration("1s", "", shippers)).start()) {
      sonde.await(() -> new Account(sonde.page()), each -> each.runs() > RUNS);
      for (var via : EXACT) {
        sonde.await(() -> new Account(sonde.page()), each -> each.delivered(via) > 0);
      }
      for (var via : DECIMAL) {
        sonde.await(() -> new Account(sonde.page()), each -> each.delivered(via) > 0);
      }
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
      assertThat(sonde.log()).doesNotContain("wait in the journal");
    }
    var measured = measured(own.resolve("lines.jsonl"));
    assertThat(measured).hasSizeGreaterThan(100);
    for (var via : EXACT) {
      assertThat(stored(prometheus, via)).as(via).isEqualTo(measured);
    }
    for (var via : DECIMAL) {
      same(via, storedSoon(via, measured), measured);
    }
  }

  @Test
  void seriesThatEnds_isGoneAtOnce() throws Exception {
    var own = Files.createDirectories(folder.resolve("ending"));
    var shippers =
        shipper("ending-1", prometheus, "protocol: 1.0")
            + shipper("ending-2", prometheus, "protocol: 2.0")
            + shipper("ending", victoria, "");
    try (var sonde = Launch.in(own).file(configuration("1s", "", shippers)).start()) {
      for (var store : List.of(prometheus, prometheus, victoria)) {
        sonde.await(() -> store.now(boot("ending.*")), each -> !each.isEmpty());
      }
      sonde.await(() -> prometheus.now(boot("ending-2")), each -> each.size() == 1);
      sonde.await(() -> prometheus.now(boot("ending-1")), each -> each.size() == 1);
      var drops = "processors:\n  - drop: {name: system_boot_time_seconds}\n";
      Files.writeString(own.resolve("sonde.yaml"), configuration("1s", drops, shippers));
      assertThat(sonde.request("POST", "/-/reload").status()).isEqualTo(200);
      sonde.await(() -> prometheus.now(boot("ending.*")), List::isEmpty);
      sonde.await(() -> victoria.now(boot("ending.*")), List::isEmpty);
      assertThat(prometheus.now("system_load1{via=~\"ending.*\"}")).hasSize(2);
      sonde.await(() -> victoria.now("system_load1{via=~\"ending.*\"}"), each -> each.size() == 1);
    }
  }

  private static String boot(String via) {
    return "system_boot_time_seconds{" + VIA + "=~\"" + via + "\"}";
  }

  private static String configuration(String interval, String more, String shippers) {
    return "interval: " + interval + "\ntimeout: 1m\n" + more + "shippers:\n" + shippers;
  }

  private static String shipper(String name, Store to, String settings) {
    return """
      - name: %s
        type: prometheus_remote_write
        url: "%s"
        start_at: oldest
        batch: {linger: 500ms}
        labels: {%s: %s}
        %s
    """
        .formatted(name, to.writeUrl(), VIA, name, settings.replace(", ", "\n    "));
  }

  /// What Sonde wrote to a file.
  private static Map<Map<String, String>, SortedMap<Long, Double>> measured(Path lines)
      throws IOException {
    var all = new HashMap<Map<String, String>, SortedMap<Long, Double>>();
    for (var line : Files.readAllLines(lines)) {
      var sample = Json.of(line);
      if (!Double.isNaN(sample.at("value").number())) {
        var labels = StoreAnswers.labels(sample.at("labels"));
        labels.put("__name__", sample.at("name").text());
        all.computeIfAbsent(labels, _ -> new TreeMap<>())
            .put((long) sample.at("timestamp").number(), sample.at("value").number());
      }
    }
    return all;
  }

  /// What a store has by one way, each sample once.
  private static Map<Map<String, String>, SortedMap<Long, Double>> stored(Store in, String via)
      throws IOException, InterruptedException {
    var all = new HashMap<Map<String, String>, SortedMap<Long, Double>>();
    in.samples("{" + VIA + "=\"" + via + "\"}")
        .forEach((labels, samples) -> {
          labels.remove(VIA);
          var once = all.computeIfAbsent(labels, _ -> new TreeMap<>());
          samples.forEach((millis, values) -> {
            assertThat(values).as("%s at %d", labels, millis).hasSize(1);
            once.put(millis, values.getFirst());
          });
        });
    return all;
  }

  /// What VictoriaMetrics has by one way, asked for until it shows as many samples as were
  /// measured: what it has taken can be seen a moment later, also after its own flush.
  private Map<Map<String, String>, SortedMap<Long, Double>> storedSoon(
      String via, Map<Map<String, String>, SortedMap<Long, Double>> measured)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var stored = stored(victoria, via);
    while (count(stored) < count(measured) && System.nanoTime() - begin < PATIENCE.toNanos()) {
      stored = stored(victoria, via);
    }
    return stored;
  }

  private static long count(Map<Map<String, String>, SortedMap<Long, Double>> samples) {
    return samples.values().stream().mapToLong(Map::size).sum();
  }

  private static void same(
      String via,
      Map<Map<String, String>, SortedMap<Long, Double>> stored,
      Map<Map<String, String>, SortedMap<Long, Double>> measured) {
    assertThat(stored.keySet()).as(via).isEqualTo(measured.keySet());
    measured.forEach((labels, samples) -> {
      var kept = Objects.requireNonNull(stored.get(labels));
      assertThat(kept.keySet()).as("%s %s", via, labels).isEqualTo(samples.keySet());
      samples.forEach((millis, value) ->
          assertThat(kept.getOrDefault(millis, Double.NaN))
              .as("%s %s at %d", via, labels, millis)
              .isCloseTo(value, within(Math.abs(value) * DIGITS)));
    });
  }
}
